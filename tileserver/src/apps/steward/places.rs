//! Where the steward's desk is asked, and by which parameters.

use spatial_core::store::private::UserName;

use crate::openapi::{Count, Most, OneOf, Parameter, Text, Whole};

/// All files that were sent.
pub(super) const IMPORTS: &str = "/v1/imports";
/// One of them.
pub(super) const IMPORT: &str = "/v1/imports/{importId}";
/// Has it checked.
pub(super) const CHECK: &str = "/v1/imports/{importId}/check";
/// Has it brought in.
pub(super) const CONFIRM: &str = "/v1/imports/{importId}/confirm";
/// What was found in it.
pub(super) const FINDINGS: &str = "/v1/imports/{importId}/findings";
/// Where that lies.
pub(super) const FINDING_POINTS: &str = "/v1/imports/{importId}/findings.geojson";

/// Who may sign in.
pub(super) const USERS: &str = "/v1/users";
/// One of them.
pub(super) const USER: &str = "/v1/users/{userName}";
/// What one holds.
pub(super) const PERMISSIONS: &str = "/v1/users/{userName}/permissions";
/// Ends the sessions of one.
pub(super) const SIGN_OUT: &str = "/v1/users/{userName}/sign-out";
/// How the server is.
pub(super) const DESK: &str = "/v1/desk";
/// A layer, to be removed.
pub(super) const DESK_LAYER: &str = "/v1/desk/layers/{collectionId}";
/// That it goes although others find names in it.
pub(super) static EVEN_SO: Parameter<OneOf<bool>> =
    Parameter::query("even_so", OneOf::TRUE_OR_FALSE).about("api-parameter-even-so");
/// What was done.
pub(super) const LOG: &str = "/v1/desk/log";

pub(super) static USER_NAME: Parameter<Text> =
    Parameter::path("userName", Text { longest: UserName::MAX_LENGTH }).about("api-parameter-user");
/// Lines of the audit log: what a screen shows and scrolls.
pub(super) static LOG_LIMIT: Parameter<Count> =
    Parameter::query("limit", Count { usual: USUAL_LINES, most: Most::Always(1000) }).about("api-parameter-log-limit");
pub(super) const USUAL_LINES: u32 = 100;

pub(super) static IMPORT_ID: Parameter<Text> =
    Parameter::path("importId", Text { longest: 64 }).about("api-parameter-import");
/// The name of a file; a file system takes 255 bytes.
pub(super) static FILE_NAME: Parameter<Text> =
    Parameter::needed_query("name", Text { longest: 255 }).about("api-parameter-import-name");
/// Findings on a page: what a screen shows and scrolls; a thousand are half a megabyte.
pub(super) static FINDINGS_LIMIT: Parameter<Count> =
    Parameter::query("limit", Count { usual: USUAL_FINDINGS, most: Most::Always(1000) })
        .about("api-parameter-findings-limit");
pub(super) const USUAL_FINDINGS: u32 = 100;
/// How many stand on the pages before.
pub(super) static FINDINGS_OFFSET: Parameter<Whole> =
    Parameter::query("offset", Whole { least: 0, most: u32::MAX }).about("api-parameter-findings-offset");
