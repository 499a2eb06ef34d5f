import django.db.models.deletion
from django.db import migrations, models

import dangjian.foundation.ids

# An appointment that ended on its first day used to be kept with an empty period: nobody ever held it.
DROP_EMPTY = "DELETE FROM posts_appointment WHERE isempty(during)"
# gen_random_uuid: the rows that were there get ids at once; new ones get theirs from Python, in the order of time.
FILL = "UPDATE posts_appointment SET public_id = gen_random_uuid() WHERE public_id IS NULL"


class Migration(migrations.Migration):
    dependencies = [("posts", "0001_initial")]

    operations = [
        migrations.AddField("post", "seats", models.PositiveSmallIntegerField("职数", default=1, db_default=1)),
        migrations.AddField("post", "closed_on", models.DateField("撤销日期", null=True)),
        migrations.AddField(
            "appointment",
            "basis",
            models.CharField("任职依据", max_length=120, blank=True, default="", db_default=""),
        ),
        migrations.AddField(
            "appointment",
            "end_basis",
            models.CharField("免职依据", max_length=120, blank=True, default="", db_default=""),
        ),
        migrations.AddField(
            "appointment",
            "corrects",
            models.ForeignKey(
                to="posts.appointment",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                verbose_name="更正的记录",
            ),
        ),
        migrations.AddField("appointment", "account_id", models.BigIntegerField("登记账号", null=True)),
        migrations.RunSQL(DROP_EMPTY, migrations.RunSQL.noop),
        migrations.AddField(
            "appointment", "public_id", models.UUIDField("编号", null=True, editable=False, default=None)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            "appointment",
            "public_id",
            models.UUIDField("编号", default=dangjian.foundation.ids.public_id, editable=False, unique=True),
        ),
        migrations.AddIndex(
            "appointment",
            models.Index(fields=["post"], condition=models.Q(superseded_at=None), name="appointment_of_post"),
        ),
        migrations.AddConstraint(
            "appointment",
            models.CheckConstraint(
                condition=models.Q(("during__isempty", True), _negated=True), name="appointment_lasts_a_day"
            ),
        ),
    ]
