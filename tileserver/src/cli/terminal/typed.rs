//! A password as somebody types it: twice and unseen at a terminal, or as the first line of standard input.

use std::io::{IsTerminal, Read};

use console::Term;
use spatial_core::message::Message;
use spatial_core::store::private::UserName;

use crate::auth::{Password, PasswordError};
use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;

/// A password that somebody of this name may choose.
pub(crate) fn password(console: &Console, name: &UserName) -> Result<Password, CliError> {
    if !std::io::stdin().is_terminal() {
        return Ok(Password::chosen(&first_line(std::io::stdin().lock())?, name)?);
    }
    let password = Password::chosen(&unseen(console, "cli-password")?, name)?;
    if Password::new(&unseen(console, "cli-password-again")?) != password {
        return Err(PasswordError::Different.into());
    }
    Ok(password)
}

fn unseen(console: &Console, prompt: &'static str) -> Result<String, CliError> {
    console.note(&Message::new(prompt));
    Term::stderr().read_secure_line().map_err(CliError::NoPassword)
}

/// The first line without its end; no more is read than a password may have, and its line's end.
fn first_line(input: impl Read) -> Result<String, CliError> {
    let mut text = String::new();
    let most = Password::LONGEST as u64 + 2;
    input.take(most).read_to_string(&mut text).map_err(CliError::NoPassword)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_password() {
        for (input, expected) in [("mật khẩu\n", "mật khẩu"), ("a b \r\nrest", "a b "), ("", ""), ("no end", "no end")]
        {
            assert_eq!(first_line(input.as_bytes()).unwrap(), expected);
        }
        assert!(first_line(&b"\xff\xfe"[..]).is_err());
        assert!(first_line(&*vec![b'x'; 9999]).unwrap().len() > Password::LONGEST);
    }
}
