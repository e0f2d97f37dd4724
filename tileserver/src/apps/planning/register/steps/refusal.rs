//! Why a step is refused, for people: the server's answer and the command line say the same.

use planning::{Lack, Step, StepError};
use spatial_core::message::Message;

/// The sentence.
pub(crate) fn refusal(error: &StepError) -> Message {
    match error {
        StepError::NotFrom { state, step, possible } => {
            let steps: Vec<&str> = possible.iter().copied().map(Step::as_str).collect();
            let message = Message::new("problem-plan-step").with("state", state).with("step", step.as_str());
            let some = if steps.is_empty() { "none" } else { "some" };
            message.with("steps", steps.join(", ")).with("possible", some)
        }
        StepError::Lacks { step, need } => {
            Message::new("problem-plan-step-lacks").with("step", step.as_str()).with("need", need.as_str())
        }
        StepError::DaysReversed => Message::new("problem-plan-days"),
        StepError::TooShort { days, least } => {
            Message::new("problem-plan-consultation-short").with("days", *days).with("least", *least)
        }
        StepError::StillOpen { until } => Message::new("problem-plan-consultation-open").with("until", until),
        StepError::OtherPlan => Message::new("problem-plan-other"),
        StepError::DayAhead { day } => Message::new("problem-plan-day-ahead").with("day", day),
        StepError::DayBefore { need, day, after, earliest } => Message::new("problem-plan-day-before")
            .with("need", need.as_str())
            .with("day", day)
            .with("after", after.as_str())
            .with("earliest", earliest),
        StepError::Nowhere => Message::new("problem-plan-nowhere"),
        StepError::Incomplete { step, lacks } => {
            with_lacks(Message::new("problem-plan-incomplete").with("step", step.as_str()), lacks)
        }
    }
}

/// What a plan lacks, as selectors of a sentence.
pub(crate) fn with_lacks(message: Message, lacks: &[Lack]) -> Message {
    Lack::ALL.into_iter().fold(message, |message, lack| {
        message.with(lack.as_str(), if lacks.contains(&lack) { "missing" } else { "there" })
    })
}
