//! Where the subject's questions are asked.

/// All plans the reader may see.
pub(super) const PLANS: &str = "/v1/plans";
/// The step that puts a plan in force.
pub(super) const PUBLISH: &str = "/v1/plans/{planId}/publish";
/// The steps of a plan: those it took, and the next.
pub(super) const STEPS: &str = "/v1/plans/{planId}/steps";
/// What is said on a plan in consultation.
pub(super) const COMMENTS: &str = "/v1/plans/{planId}/comments";
/// The answer to a comment.
pub(super) const COMMENT_ANSWER: &str = "/v1/plans/{planId}/comments/{commentId}/answer";
/// What came of a comment.
pub(super) const COMMENT: &str = "/v1/comments/{receipt}";
/// What is different between two plans.
pub(super) const DIFFERENCE: &str = "/v1/plans/{planId}/difference";
/// What of a parcel lies in which zone.
pub(super) const PARCEL_ZONES: &str = "/v1/parcels/{key}/zones";

/// The extract of all parcels of an area that is sent.
pub(super) const AREA: &str = "/v1/planning/area";
/// A plan with all its zones.
pub(super) const DOWNLOAD: &str = "/v1/plans/{planId}/download";
/// May this building stand here?
pub(super) const PLANNING_CHECK: &str = "/v1/planning/check";
/// Is this sheet what was signed?
pub(super) const PLANNING_VERIFY: &str = "/v1/planning/verify";
