//! Words of the subject in the API document: a member takes one of them, and programs may know which.

use std::borrow::Cow;

use planning::{Adjustment, DocumentKind, Level, PlanKind, Step};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

macro_rules! word {
    ($(#[$about:meta])* $name:ident, $all:expr) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(in crate::apps::planning) enum $name {}

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<&'static str> = $all.iter().map(|word| word.as_str()).collect();
                json_schema!({ "type": "string", "enum": words })
            }
        }
    };
}

word!(
    /// Of a kind of plans.
    KindWord,
    PlanKind::ALL
);
word!(
    /// Of a level.
    LevelWord,
    Level::ALL
);
word!(
    /// Of what a plan is to earlier ones.
    AdjustmentWord,
    Adjustment::ALL
);
word!(
    /// Of a step.
    StepWord,
    Step::ALL
);
word!(
    /// Of a kind of documents.
    DocumentKindWord,
    DocumentKind::ALL
);
