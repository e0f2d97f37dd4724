### What people say on plans in consultation.

comments-title = Comments on plans
page-plan-comments = Comments on the plan
page-comment = What came of the comment

api-plan-comment = Say something on a plan in consultation, without an account; how its author can be reached is never public
api-plan-comments = What was said on a plan, with the answers: what is published, and for who may answer all of it
api-comment-answer = Answer a comment, show it to everybody, or reject it
api-comment = What came of a comment, for who has its receipt
api-answer-comment = The comment was saved
api-parameter-comment = the id of the comment
api-parameter-receipt = the receipt given for the comment
problem-expected-comment = the id of a comment
problem-comment-not-found = There is no comment { $comment } on this plan. Load the list of comments again.
problem-receipt-unknown = There is no comment for this receipt. Compare it letter by letter with the one you were given.
problem-comment-not-consulted = Comments are taken while a plan is in consultation; this one is “{ plan-state }”. Nothing was saved.
problem-comment-not-yet = Comments on this plan are taken from { $from }. Nothing was saved; send it again from that day on.
problem-comment-over = Comments on this plan were taken until { $until }. Nothing was saved; turn to the office that draws up the plan.
problem-comment-plan-changing = The plan is being changed just now. Nothing was saved; send the comment again in a moment.
problem-comments-arrived = Somebody commented on a plan while you took this step. Nothing was done: look at the new comments, then take the step again.
problem-comments-full = There are { NUMBER($most) } comments on this plan already, and no more are taken here. Hand yours in at the office that draws up the plan.
problem-comment-empty = “{ $member }” is missing or empty. Write it and send it again; nothing was saved.
problem-comment-kind = “kind” is one of these words: { $words }. Correct it or leave it out; nothing was saved.
problem-comment-body = What was sent is no comment: { "{" }"text", "kind", "place": { "{" }"lon", "lat"{ "}" }, "contact"{ "}" }, of which only text is needed. The form is described at /api; nothing was saved.
problem-comment-place = “place” is longitude and latitude in degrees, like { "{" }"lon": 107.1, "lat": 10.35{ "}" }. Correct it or leave it out; nothing was saved.
problem-comment-both = A comment is published or rejected, not both. Choose publish or reject; nothing was saved.
problem-comment-passage = “{ $passage }” does not stand in the comment. Copy the passage from it, letter by letter; nothing was saved.
problem-comment-passages = At most { NUMBER($most) } passages are taken out of one comment. Reject the comment if more of it is unfit; nothing was saved.
problem-comments-unanswered = { NUMBER($count) ->
    [one] One comment on this plan has
   *[other] { NUMBER($count) } comments on this plan have
} no answer yet. Answer or reject every comment, then take the step; nothing was saved.
