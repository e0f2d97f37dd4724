//! The words of comments: what one is about, and where it stands.

use crate::words::words;

words! {
    /// What somebody says with a comment (loại ý kiến).
    CommentKind {
        /// They agree (đồng tình).
        Agree = "agree",
        /// They do not (không đồng tình).
        Object = "object",
        /// They would have it otherwise (đề xuất).
        Propose = "propose",
        /// Something in the plan is wrong (báo sai sót).
        Mistake = "mistake",
        /// They ask something (hỏi).
        Question = "question",
    }
}

words! {
    /// Where a comment stands.
    CommentState {
        /// It came, and nobody answered (đã tiếp nhận).
        Received = "received",
        /// It is answered, for who said it (đã trả lời).
        Answered = "answered",
        /// Comment and answer are for everybody (đã công khai).
        Published = "published",
        /// It is none, or not fit to be shown; the answer says why (không tiếp nhận).
        Rejected = "rejected",
    }
}
