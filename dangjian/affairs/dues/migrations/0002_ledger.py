"""The ledger keeps itself: rows are only added, books follow from rows, a month is paid once."""

from django.db import migrations

# Runs once a statement, so that a thousand rows cost one update of each book. Books are changed in the order of
# their ids; services lock them in that order before.
POST = """
CREATE FUNCTION dues_entry_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM added a
        JOIN dues_book f ON f.id = a.from_book_id
        JOIN dues_book t ON t.id = a.to_book_id
        WHERE NOT CASE a.kind
            WHEN 'pay' THEN f.shelf = 'members' AND t.shelf = 'till' AND f.organization_id = a.organization_id
                AND t.organization_id = a.organization_id
            WHEN 'elsewhere' THEN f.shelf = 'members' AND t.shelf = 'outside' AND f.organization_id = a.organization_id
                AND t.organization_id = a.organization_id
            WHEN 'hand_up' THEN f.shelf = 'till' AND t.shelf = 'transit' AND f.organization_id = a.organization_id
                AND t.organization_id = a.organization_id
            WHEN 'received' THEN f.shelf = 'transit' AND t.shelf = 'till' AND f.organization_id = a.counterpart_id
                AND t.organization_id = a.organization_id
            WHEN 'carried' THEN f.shelf = 'till' AND t.shelf = 'till' AND f.organization_id = a.organization_id
            WHEN 'reversal' THEN true
            ELSE f.shelf = 'till' AND t.shelf = 'outside' AND f.organization_id = a.organization_id
                AND t.organization_id = a.organization_id
        END
    ) THEN
        RAISE EXCEPTION 'the books of an entry do not fit its kind'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dues_books_fit_the_kind';
    END IF;

    -- Whoever undoes or confirms an entry holds it first: one of two at once waits, and then sees the other.
    PERFORM FROM dues_entry o
    WHERE o.id IN (SELECT a.reverses_id FROM added a UNION ALL SELECT a.answers_id FROM added a)
    ORDER BY o.id FOR NO KEY UPDATE;

    IF EXISTS (
        SELECT FROM added a JOIN dues_entry o ON o.id = a.reverses_id
        WHERE o.kind IN ('reversal', 'received', 'carried') OR o.amount <> a.amount
            OR o.from_book_id <> a.to_book_id OR o.to_book_id <> a.from_book_id
            OR o.organization_id <> a.organization_id OR o.person_id IS DISTINCT FROM a.person_id
            OR o.month IS DISTINCT FROM a.month
            OR EXISTS (SELECT FROM dues_entry r WHERE r.answers_id = o.id)
    ) THEN
        RAISE EXCEPTION 'a reversal mirrors what it undoes, which nobody has confirmed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dues_reversal_mirrors';
    END IF;
    IF EXISTS (
        SELECT FROM added a JOIN dues_entry o ON o.id = a.answers_id
        WHERE o.kind <> 'hand_up' OR o.amount <> a.amount OR o.to_book_id <> a.from_book_id
            OR o.counterpart_id IS DISTINCT FROM a.organization_id
            OR EXISTS (SELECT FROM dues_entry r WHERE r.reverses_id = o.id)
    ) THEN
        RAISE EXCEPTION 'what is received is what was handed up'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dues_receipt_matches';
    END IF;

    DELETE FROM dues_paidmonth p USING added a WHERE p.entry_id = a.reverses_id;
    INSERT INTO dues_paidmonth (person_id, month, entry_id, county_id, org_path)
    SELECT a.person_id, a.month, a.id, a.county_id, a.org_path FROM added a WHERE a.kind IN ('pay', 'elsewhere');

    UPDATE dues_book b SET balance = b.balance + s.moved
    FROM (
        SELECT m.book, sum(m.amount)::bigint AS moved
        FROM (
            SELECT a.to_book_id AS book, a.amount FROM added a
            UNION ALL
            SELECT a.from_book_id, -a.amount FROM added a
        ) m
        GROUP BY m.book ORDER BY m.book
    ) s
    WHERE b.id = s.book;
    RETURN NULL;
END $$;
CREATE TRIGGER dues_entry_post AFTER INSERT ON dues_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION dues_entry_post();

-- Its place follows its body through the tree, a person's rows follow when two records become one: nothing else moves.
CREATE FUNCTION dues_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.id, NEW.public_id, NEW.organization_id, NEW.kind, NEW.month, NEW.amount, NEW."on", NEW.from_book_id,
            NEW.to_book_id, NEW.counterpart_id, NEW.reverses_id, NEW.answers_id, NEW.use, NEW.source, NEW.words,
            NEW.account_id, NEW.recorded_name, NEW.recorded_at)
            IS NOT DISTINCT FROM
           (OLD.id, OLD.public_id, OLD.organization_id, OLD.kind, OLD.month, OLD.amount, OLD."on", OLD.from_book_id,
            OLD.to_book_id, OLD.counterpart_id, OLD.reverses_id, OLD.answers_id, OLD.use, OLD.source, OLD.words,
            OLD.account_id, OLD.recorded_name, OLD.recorded_at)
            AND (NEW.person_id IS NULL) = (OLD.person_id IS NULL)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger of dues is only ever added to'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'dues_ledger_is_append_only';
END $$;
CREATE TRIGGER dues_entry_stays BEFORE UPDATE OR DELETE ON dues_entry
    FOR EACH ROW EXECUTE FUNCTION dues_entry_stays();

-- Only the trigger above reaches these: it runs one trigger deep, they then run two deep.
CREATE FUNCTION dues_kept_by_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() > 1 THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'only the ledger of dues writes this'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'dues_follow_from_the_ledger';
END $$;
CREATE TRIGGER dues_book_opens_empty BEFORE INSERT ON dues_book
    FOR EACH ROW WHEN (NEW.balance <> 0) EXECUTE FUNCTION dues_kept_by_the_ledger();
CREATE TRIGGER dues_book_follows BEFORE UPDATE ON dues_book
    FOR EACH ROW WHEN (NEW.balance <> OLD.balance) EXECUTE FUNCTION dues_kept_by_the_ledger();
CREATE TRIGGER dues_month_follows BEFORE INSERT OR DELETE ON dues_paidmonth
    FOR EACH ROW EXECUTE FUNCTION dues_kept_by_the_ledger();
"""
DROP = """
DROP TRIGGER dues_month_follows ON dues_paidmonth;
DROP TRIGGER dues_book_follows ON dues_book;
DROP TRIGGER dues_book_opens_empty ON dues_book;
DROP TRIGGER dues_entry_stays ON dues_entry;
DROP TRIGGER dues_entry_post ON dues_entry;
DROP FUNCTION dues_kept_by_the_ledger();
DROP FUNCTION dues_entry_stays();
DROP FUNCTION dues_entry_post();
"""


class Migration(migrations.Migration):
    dependencies = [("dues", "0001_initial")]

    operations = [migrations.RunSQL(POST, DROP)]
