### What was said on a plan, as those read it who answer.

web-comments = Comments
web-comments-reading = Loading the comments…
web-comments-counts = Not answered: { NUMBER($received) } · answered to their author only: { NUMBER($answered) } · published: { NUMBER($published) } · rejected: { NUMBER($rejected) }
web-comments-wish = Show comments
web-comments-all = All
web-comments-state-received = Not answered
web-comments-state-answered = Answered to their author
web-comments-state-published = Answered and published
web-comments-state-rejected = Rejected
web-comments-none = Nobody has commented on this plan yet.
web-comments-none-such = There are no comments of this group.
web-comments-more = Show more ({ NUMBER($count) })
web-comments-number = Comment { $number }
web-comments-kind-agree = Agrees
web-comments-kind-object = Objects
web-comments-kind-propose = Proposal
web-comments-kind-mistake = Reports a mistake
web-comments-kind-question = Question
web-comments-received = received on { $date }
web-comments-redacted = What everybody reads:
web-comments-contact = Contact (not public; every look is logged): { $contact }
web-comments-answer = Answer of { $date }:
web-comments-answer-now = Answer
web-comments-answer-to = Answer comment { $number }
web-comments-answer-again = Change the answer
web-comments-answer-again-to = Change the answer to comment { $number }
web-comments-place = Show its place
web-comments-place-of = Show its place, of comment { $number }
web-comments-whole-plan = On the whole plan
web-comments-answered = The answer to comment { $number } is saved. { $left ->
    [0] No comment waits for an answer any more.
   *[other] { NUMBER($left) } comments wait for an answer.
}

web-answer-text = Answer
web-answer-fate = What becomes of the comment
web-answer-fate-publish = Publish the comment and the answer
web-answer-fate-answer = Answer to its author only, publish nothing
web-answer-fate-reject = Reject it; the answer says why
web-answer-send = Save the answer
web-answer-sending = Saving…
web-answer-not-sent = It could not be saved. The text is still in the field; check the connection and save it again.

web-redact = Take out private details before publishing
web-redact-hint = Select a passage in the field below, then press “Take out the selection”. By keyboard: hold Shift and press the arrow keys to select. The author and staff still read the whole text.
web-redact-original = Whole text of the comment
web-redact-take = Take out the selection
web-redact-none = Take nothing out, show the whole text
web-redact-choose = Nothing is selected. Select a passage in the field above and press again.
web-redact-taken = “{ $passage }” will be taken out wherever it stands in the comment.
web-redact-list = Passages to be taken out
web-redact-back = Leave it in
web-redact-put-back = Leave it in: “{ $passage }”
web-redact-preview = Everybody will read:
