//! The command line: what was typed (clap), what it means, and what the program does about it.
//!
//! `line` is what was typed; one file or folder per command does the work by calling other rooms.

mod error;
mod extract;
mod import;
mod layer;
mod line;
mod migrate;
mod network;
mod package;
mod sample;
mod serve;
mod terminal;
mod user;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use spatial_core::message::{Message, Say};

use crate::cli::error::CliError;
use crate::cli::line::asked::CliCommand;
use crate::cli::network::{export, trace};
use crate::cli::sample::demo;
use crate::cli::terminal::console::Console;
use crate::text::Language;

/// Wrong usage.
const USAGE: u8 = 2;

/// Runs the program; the exit code is 0 only when everything asked was done, 2 for wrong usage, 1 otherwise.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let language = Language::of_command_line(lang_option(&arguments).as_deref(), |name| std::env::var(name).ok());
    let console = Console::new(language);
    let matches = match line::command::command(language).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return refused(&console, &error, &arguments),
    };
    match line::asked::understand(&matches, language) {
        Ok(asked) => act(&console, asked),
        Err(message) => wrong_usage(&console, &message, matches.subcommand_name()),
    }
}

fn act(console: &Console, asked: CliCommand) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(source) => return failed(console, &CliError::NoRuntime(source)),
    };
    let done = runtime.block_on(async {
        match asked {
            CliCommand::Demo(asked) => demo::run(console, asked).await,
            CliCommand::Extract(extract) => extract::run(console, *extract).await,
            CliCommand::Export(export) => export::run(console, *export).await,
            CliCommand::Import(import) => import::run(console, *import).await,
            CliCommand::ImportBase(asked) => import::base::run(console, asked).await,
            CliCommand::ImportNetwork(asked) => import::network::run(console, *asked).await,
            CliCommand::Serve(serve) => serve::run(console, serve).await,
            CliCommand::Package(package) => package::run(console, *package).await,
            CliCommand::Sample(sample) => sample::run(console, sample).await,
            CliCommand::Migrate(store) => migrate::run(console, &store).await,
            CliCommand::Trace(trace) => trace::run(console, *trace).await,
            CliCommand::Layer(layer) => layer::run(console, layer).await,
            CliCommand::User(user) => user::run(console, user).await,
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(console, &error),
    }
}

fn failed(console: &Console, error: &CliError) -> ExitCode {
    let message = error.message();
    console.complain(&message);
    for cause in error::causes(console.language, error, &message) {
        console.because(&cause);
    }
    ExitCode::FAILURE
}

/// Help and version go to standard output and are a success; the rest is wrong usage in our own words.
fn refused(console: &Console, error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(&error.render().to_string());
            ExitCode::SUCCESS
        }
        _ => {
            let commands = [
                "demo", "import", "export", "serve", "extract", "trace", "package", "sample", "migrate", "layer",
                "user",
            ];
            let typed = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
            wrong_usage(console, &line::usage::explain(error), typed.into_iter().find(|word| commands.contains(word)))
        }
    }
}

fn wrong_usage(console: &Console, message: &Message, command: Option<&str>) -> ExitCode {
    console.complain(message);
    if let Some(command) = command {
        console.complain(&Message::new("usage-hint").with("command", command));
    }
    ExitCode::from(USAGE)
}

/// `--lang` is looked for before clap runs, because clap's help is built in the language it names.
fn lang_option(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(str::to_owned);
        }
        if let Some(value) = word.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
    }
    None
}
