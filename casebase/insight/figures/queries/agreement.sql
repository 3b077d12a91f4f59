-- Whether reviewers, panel and committee answered a question about a charge alike, two of them at a time, in reviews
-- whose ruling is in force. Read as casework.consistency reads it: all who gave an answer, a reserved one is none, a
-- conditional one agrees with nobody, and of the committee what it resolved.
-- Grain: pair and question; one comparison for each charge.
-- Parameters: $review_relations (list), $advice_relations (list), $viewer, $viewer_agency, $is_outside, $barred (list),
-- $since, $until, $field, $agency, $region, $handler.

with

ruled as (

    select reviews.id, standing.resolution_id
    from deliberated_reviews($review_relations, $viewer, $viewer_agency, $is_outside, $barred) as reviews
    join standing_rulings($is_outside, $barred) as standing on standing.review_id = reviews.id
    where
        standing.outcome <> 'dismissed'
        and standing.decided_on between $since and $until
        and ($field = '' or reviews.field = $field)
        and ($agency = '' or reviews.agency_id = $agency)
        and (
            $region = ''
            or reviews.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or reviews.handler_id = $handler)

),

advised as (

    select ruled.id, assignments.request_id, unnest(assignments.answers, recursive := true)
    from ruled
    join seen_advice($advice_relations, $viewer, $barred) as requests
        on requests.subject_kind = 'review' and requests.subject_id = ruled.id
    join assignments on assignments.request_id = requests.id
    where assignments.status = 'answered'

),

panel as (

    select
        advised.id,
        advice_issues.criterion as question,
        bool_and(advised.stance = 'yes') as is_yes,
        bool_and(advised.stance = 'no') as is_no
    from advised
    join advice_issues on advice_issues.id = advised.issue_id
    where advice_issues.criterion <> '' and advised.stance <> 'reserved'
    group by advised.id, advice_issues.criterion

),

committee as (

    select
        ruled.id,
        resolved.charge_id,
        resolved.step,
        resolved.question,
        resolved.holds as is_yes,
        not resolved.holds as is_no
    from ruled
    join resolved_findings as resolved on resolved.resolution_id = ruled.resolution_id
    where resolved.holds is not null

),

reviewers as (

    select
        any_value(findings.review_id) as id,
        findings.charge_id,
        findings.step,
        findings.question,
        bool_and(findings.holds) as is_yes,
        not bool_or(findings.holds) as is_no
    from findings
    where
        findings.holds is not null
        and findings.review_id in (select panel.id from panel union all select committee.id from committee)
    group by findings.charge_id, findings.step, findings.question

),

counted as (

    select
        'review' as kind,
        reviewers.id,
        'reviewers_panel' as pair,
        reviewers.question,
        reviewers.is_yes and panel.is_yes as is_both_yes,
        reviewers.is_no and panel.is_no as is_both_no
    from reviewers
    join panel on panel.id = reviewers.id and panel.question = reviewers.question
    union all
    select
        'review',
        reviewers.id,
        'reviewers_committee',
        reviewers.question,
        reviewers.is_yes and committee.is_yes,
        reviewers.is_no and committee.is_no
    from reviewers
    join committee
        on committee.id = reviewers.id
        and committee.charge_id = reviewers.charge_id
        and committee.step = reviewers.step
        and committee.question = reviewers.question
    union all
    select
        'review',
        committee.id,
        'panel_committee',
        committee.question,
        committee.is_yes and panel.is_yes,
        committee.is_no and panel.is_no
    from committee
    join panel on panel.id = committee.id and panel.question = committee.question

)
-- figure
select
    pair,
    question,
    count(*) filter (where is_both_yes) as both_yes,
    count(*) filter (where is_both_no) as both_no,
    count(*) filter (where not is_both_yes and not is_both_no) as differ
from counted
group by pair, question
order by pair desc, question
