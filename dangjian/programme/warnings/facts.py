"""What is past its day in a county, as rows: one statement over duties, tasks, terms, vacancies, dues and steps.

The same rows serve the warnings of tonight and the trial of a rule over the last year: a fact knows since when it was
due and on which day it was cured. Only bodies are named, never a person.
"""

from typing import Final

FACTS: Final = """
WITH rule AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(%(rules)s::jsonb) AS rule(
    id bigint, about text, key text, first int, second int, third int, fades int)
), body AS MATERIALIZED (
  SELECT id, county_id, path, kind, level, field FROM organizations_organization
  WHERE county_id = %(county)s AND (closed_on IS NULL OR closed_on > %(on)s)
    AND (%(bodies)s::bigint[] IS NULL OR id = ANY(%(bodies)s::bigint[]))
), shift AS MATERIALIZED (
  SELECT org_path, from_day, to_day, moved_to FROM calendar_shift
  WHERE county_id = %(county)s AND revoked_at IS NULL AND moved_to IS NOT NULL
), raw AS (
  SELECT 'duty' AS about, result.kind AS key, result.organization_id AS body,
         'duty:' || result.duty || ':' || result.period_start AS subject, result.due_on AS due,
         -- What its period has missed is not made up for by law: it is cured when the body holds it again.
         coalesce(result.met_on, (
           SELECT min(later.met_on) FROM duties_dutyresult later
           WHERE later.county_id = result.county_id AND later.organization_id = result.organization_id
             AND later.duty = result.duty AND later.period_start > result.period_start)) AS met,
         to_char(result.period_start, 'YYYY"年"FMMM"月"') || CASE
           WHEN result.period_end - result.period_start < 32 THEN ''
           ELSE '至' || to_char(result.period_end - 1, 'FMMM"月"') END
         || coalesce(%(duties)s::jsonb -> result.duty ->> 0, result.kind) || '没有开展' AS what,
         coalesce(%(duties)s::jsonb -> result.duty ->> 1, '') AS article, result.explained, false AS moves
  FROM duties_dutyresult result
  WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'duty') AND result.county_id = %(county)s AND result.exempt = ''
    AND result.due_on >= %(since)s AND result.due_on < %(on)s
    AND (%(bodies)s::bigint[] IS NULL OR result.organization_id = ANY(%(bodies)s::bigint[]))
  UNION ALL
  SELECT 'task', '', row.organization_id, 'task:' || row.public_id, row.due_on,
         CASE WHEN row.state <> 'assigned' THEN coalesce(row.submitted_on, row.closed_on, row.due_on) END,
         '任务“' || task.title || '”没有提交', '《' || list.title || '》', '', false
  FROM tasks_assignment row JOIN tasks_task task ON task.id = row.task_id
  JOIN tasks_tasklist list ON list.id = task.task_list_id
  WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'task') AND row.county_id = %(county)s AND row.state <> 'withdrawn'
    AND row.due_on >= %(since)s AND row.due_on < %(on)s
    AND (%(bodies)s::bigint[] IS NULL OR row.organization_id = ANY(%(bodies)s::bigint[]))
  UNION ALL
  SELECT 'term', '', term.organization_id, 'term:' || term.public_id, term.due_on, upper(term.during),
         to_char(term.due_on, 'YYYY"年"FMMM"月"FMDD"日"') || '应换届，没有换届',
         %(articles)s::jsonb ->> CASE WHEN body.field IN ('rural', 'community') AND body.level = 'base' THEN 'village'
           WHEN body.kind = 'committee' THEN 'committee' ELSE 'branch' END, '', true
  FROM terms_term term JOIN body ON body.id = term.organization_id
  WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'term') AND term.superseded_at IS NULL AND term.due_on >= %(since)s
    AND term.due_on < %(on)s
  UNION ALL
  SELECT 'vacancy', '', post.organization_id, 'vacancy:' || post.public_id || ':' || gap.since, gap.since, gap.next,
         post.title || '自' || to_char(gap.since, 'YYYY"年"FMMM"月"FMDD"日"') || '起空缺',
         %(articles)s::jsonb ->> 'vacancy', '', false
  FROM posts_post post JOIN body ON body.id = post.organization_id
  JOIN LATERAL (
    SELECT upper(during) AS since, lead(lower(during)) OVER (ORDER BY lower(during), id) AS next
    FROM posts_appointment WHERE post_id = post.id AND superseded_at IS NULL
  ) gap ON gap.since >= %(since)s AND gap.since < %(on)s AND (gap.next IS NULL OR gap.next > gap.since)
  WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'vacancy') AND post.role = 'secretary' AND post.seats = 1
    AND (post.closed_on IS NULL OR post.closed_on > %(on)s)
  UNION ALL
  SELECT 'dues', '', owed.body, 'dues:' || owed.month, owed.due, paid.on,
         to_char(owed.month, 'YYYY"年"FMMM"月"') || '党费没有登记', %(articles)s::jsonb ->> 'dues', '', true
  FROM (
    SELECT DISTINCT set.organization_id AS body, month::date AS month,
           (month + interval '1 month' * CASE WHEN custom.every = 'quarter'
             THEN 3 - (extract(month FROM month)::int - 1) %% 3 ELSE 1 END)::date - 1 AS due
    FROM (
      SELECT organization_id, year, min(from_month) AS from_month FROM dues_assessment
      WHERE county_id = %(county)s AND superseded_at IS NULL GROUP BY 1, 2
    ) set
    LEFT JOIN dues_custom custom ON custom.organization_id = set.organization_id
    CROSS JOIN LATERAL generate_series(make_date(set.year, set.from_month, 1)::timestamp,
      make_date(set.year, 12, 1)::timestamp, interval '1 month') AS month
    WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'dues') AND month < %(on)s
  ) owed
  LEFT JOIN (
    SELECT organization_id AS body, month, min("on") AS on FROM dues_entry
    WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'dues') AND county_id = %(county)s AND kind IN ('pay', 'elsewhere')
      AND NOT EXISTS (SELECT 1 FROM dues_entry undone WHERE undone.reverses_id = dues_entry.id)
    GROUP BY 1, 2
  ) paid USING (body, month)
  WHERE owed.due >= %(since)s AND owed.due < %(on)s
  UNION ALL
  SELECT 'step', '', party.organization_id,
         'step:' || taken.public_id || ':' || step.key || ':' || step.opened_on, step.due_on, step.taken_on,
         '“' || coalesce(text.title, %(procedures)s::jsonb ->> taken.definition, '') || '”有一步过了最迟日期',
         step.due_reason, '', true
  FROM cases_casestep step JOIN cases_case taken ON taken.id = step.case_id
  JOIN cases_party party ON party.id = step.party_id
  LEFT JOIN definitions_definition text ON text.id = taken.text_id
  WHERE EXISTS (SELECT 1 FROM rule WHERE about = 'step') AND step.due_on >= %(since)s AND step.due_on < %(on)s
    AND split_part(taken.definition, '.', 1) = ANY(%(watched)s) AND taken.state <> 'suspended'
    AND party.county_id = %(county)s
    AND (%(bodies)s::bigint[] IS NULL OR party.organization_id = ANY(%(bodies)s::bigint[]))
), moved AS MATERIALIZED (
  SELECT raw.about, raw.body, raw.subject, max(shift.moved_to) AS due
  FROM raw JOIN body ON body.id = raw.body
  JOIN shift ON raw.due BETWEEN shift.from_day AND shift.to_day
    AND body.path >= shift.org_path AND body.path < shift.org_path || '~'
  WHERE raw.moves GROUP BY 1, 2, 3
), fact AS MATERIALIZED (
  SELECT rule.id AS rule, rule.first, rule.second, rule.third, rule.fades, raw.about, raw.body, body.path, raw.subject,
         coalesce(moved.due, raw.due) AS due,
         CASE WHEN raw.met <= %(on)s THEN raw.met END AS met, left(raw.what, 260) AS what,
         left(coalesce(raw.article, ''), 300) AS article, raw.explained,
         least(raw.met, %(on)s) - coalesce(moved.due, raw.due) AS days
  FROM raw JOIN body ON body.id = raw.body
  JOIN rule ON rule.about = raw.about AND (rule.key = '' OR rule.key = raw.key)
  LEFT JOIN moved ON moved.about = raw.about AND moved.body = raw.body AND moved.subject = raw.subject
)
"""

# Whom a rule would have warned: what was not cured by the day on which the first level begins.
TRIAL: Final = (
    FACTS
    + """
SELECT body, count(*) AS raised, count(*) FILTER (WHERE days >= second) AS second,
       count(*) FILTER (WHERE days >= third) AS third, count(*) FILTER (WHERE met IS NULL) AS open
FROM fact
WHERE explained = '' AND days >= first AND due + first BETWEEN %(on)s - %(trial)s::int AND %(on)s
GROUP BY body
"""
)

RECKON: Final = (
    FACTS  # noqa: S608  # two texts of ours, nothing typed
    + """, stands AS MATERIALIZED (
  SELECT rule, about, body, path, subject, due, what, article, first, second, third, fades,
         CASE WHEN days >= third THEN 3 WHEN days >= second THEN 2 ELSE 1 END AS level
  FROM fact WHERE met IS NULL AND explained = '' AND days >= first AND days < fades
), ends AS (
  UPDATE warnings_raisedwarning old
  SET ended_on = %(on)s, words = coalesce(nullif(fact.explained, ''), old.words),
      ended = CASE WHEN fact.met IS NOT NULL THEN 'healed' WHEN fact.explained <> '' THEN 'explained'
                   WHEN old.fades_on <= %(on)s THEN 'faded' ELSE 'moved' END
  FROM warnings_raisedwarning self
  LEFT JOIN fact ON fact.rule = self.rule_id AND fact.body = self.organization_id AND fact.subject = self.subject
  WHERE self.id = old.id AND old.county_id = %(county)s AND old.ended = ''
    AND (%(bodies)s::bigint[] IS NULL OR old.organization_id = ANY(%(bodies)s::bigint[]))
    AND NOT EXISTS (
      SELECT 1 FROM stands WHERE stands.rule = old.rule_id AND stands.body = old.organization_id
        AND stands.subject = old.subject)
)
INSERT INTO warnings_raisedwarning AS old (public_id, county_id, organization_id, org_path, rule_id, about, subject,
  what, article, since, level, due_on, fades_on, raised_on, ended, words, who)
SELECT gen_random_uuid(), %(county)s, body, path, rule, about, subject, what, article, due, level,
       -- Whoever is warned late, by a new rule, has the same days to cure it.
       CASE level WHEN 1 THEN due + second - 1 WHEN 2 THEN due + third - 1
         ELSE greatest(due + third, %(on)s) + %(cure)s::int END,
       due + fades, %(on)s, '', '', ''
FROM stands ORDER BY body, subject COLLATE "C"
ON CONFLICT (rule_id, organization_id, subject) DO UPDATE SET org_path = excluded.org_path, what = excluded.what,
  article = excluded.article, since = excluded.since, level = excluded.level,
  due_on = CASE WHEN (old.level, old.since, old.ended) = (excluded.level, excluded.since, '') THEN old.due_on
    ELSE excluded.due_on END,
  fades_on = excluded.fades_on, ended = '', ended_on = NULL, words = '', who = '', account_id = NULL
WHERE old.ended IN ('', 'healed', 'moved', 'off', 'faded')
  AND (old.org_path, old.what, old.article, old.since, old.level, old.fades_on, old.ended)
  IS DISTINCT FROM (excluded.org_path, excluded.what, excluded.article, excluded.since, excluded.level,
  excluded.fades_on, '')
"""
)
