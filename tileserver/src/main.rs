//! The `diaban` program.

fn main() -> std::process::ExitCode {
    tileserver::cli::run(std::env::args_os())
}
