//! Whose account of the system the program runs under: what the audit log and commits name, so nothing that the environment may say.

use std::fs;

/// So much of a name is kept.
const LONGEST: usize = 64;

/// The name of the process's effective user, or `uid 1000` where the system has no name for it. Never empty.
pub(in crate::cli) fn name() -> String {
    let uid = fs::read_to_string("/proc/self/status").ok().and_then(|status| effective_uid(&status));
    let passwd = fs::read("/etc/passwd").unwrap_or_default();
    told(uid, &String::from_utf8_lossy(&passwd))
}

fn told(uid: Option<u32>, passwd: &str) -> String {
    let Some(uid) = uid else { return "uid ?".to_owned() };
    named(uid, passwd).unwrap_or_else(|| format!("uid {uid}"))
}

/// The second number of the line `Uid:` (proc_pid_status(5): real, effective, saved, of the file system).
fn effective_uid(status: &str) -> Option<u32> {
    status.lines().find_map(|line| line.strip_prefix("Uid:"))?.split_whitespace().nth(1)?.parse().ok()
}

/// passwd(5): name, password, number, ….
fn named(uid: u32, passwd: &str) -> Option<String> {
    let name = passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(uid)).then_some(name)
    })?;
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_named_by_its_effective_number_and_never_empty() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\nlan:x:1001:1001::/home/lan:/bin/sh\n:x:7:7::/:\n+::::::\n";
        let of = |status: &str| told(effective_uid(status), passwd);
        assert_eq!(of("Name:\tdiaban\nUid:\t0\t1001\t0\t1001\nGid:\t0\t0\t0\t0\n"), "lan");
        assert_eq!(of("Uid:\t1001\t0\t0\t0\n"), "root");
        assert_eq!(of("Uid:\t5\t5\t5\t5\n"), "uid 5");
        assert_eq!(of("Uid:\t7\t7\t7\t7\n"), "uid 7");
        assert_eq!(of(""), "uid ?");
        assert!(!name().is_empty());
    }
}
