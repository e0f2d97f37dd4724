//! PostgreSQL clusters with PostGIS of the tests' own: in a temporary folder, on a unix socket, ended with the process that started
//! them. As root they run as user `postgres`, for PostgreSQL refuses root.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

/// Debian's place for the programs of PostgreSQL 15.
const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

/// A probe takes some milliseconds; a cluster that is not there after so many does not come.
const MOST_PROBES: usize = 20_000;

/// Runs `postgres` until this process ends, however it ends: a pipe from here closes then, and the shell stops what it started. If
/// nobody else does, it clears up, too.
const KEEPER: &str =
    r#""$@" & server=$!; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server; rm -rf "$LEFT_BEHIND""#;

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    owner: Option<(u32, u32)>,
    keeper: Child,
    options: Vec<String>,
}

impl Cluster {
    /// The cluster most tests share, each with a database of its own.
    ///
    /// # Panics
    /// If PostgreSQL does not start.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Self::begin(&[], true))
    }

    /// A cluster of its own, for a test that stops or kills it; `options` are settings such as `wal_level=replica`.
    ///
    /// # Panics
    /// If PostgreSQL does not start.
    pub fn start(options: &[&str]) -> Self {
        Self::begin(options, false)
    }

    /// What is shared lives in a static, which nobody drops: its keeper removes the folder.
    fn begin(options: &[&str], is_shared: bool) -> Self {
        let (folder, owner) = home();
        let mut init = program("initdb", owner);
        init.arg("-D").arg(folder.path().join("data")).args(["-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N"]);
        succeeds(init.output().expect("initdb is installed"));
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        let keeper = keep(folder.path(), owner, &options, is_shared);
        let cluster = Self { folder, owner, keeper, options };
        cluster.becomes_ready();
        cluster.sql("template1", "CREATE EXTENSION postgis");
        cluster
    }

    /// A standby that follows this cluster.
    ///
    /// # Panics
    /// If it does not start.
    pub fn standby(&self) -> Self {
        let (folder, owner) = home();
        let mut copy = program("pg_basebackup", owner);
        copy.arg("-D")
            .arg(folder.path().join("data"))
            .args(["-U", "postgres", "-R", "-X", "stream", "-c", "fast", "-h"]);
        succeeds(copy.arg(self.socket()).output().expect("pg_basebackup is installed"));
        let keeper = keep(folder.path(), owner, &self.options, false);
        let standby = Self { folder, owner, keeper, options: self.options.clone() };
        standby.becomes_ready();
        standby
    }

    /// Ends a standby's following: it goes on by itself.
    ///
    /// # Panics
    /// If it cannot.
    pub fn promote(&self) {
        let mut promote = program("pg_ctl", self.owner);
        succeeds(promote.args(["promote", "-w", "-D"]).arg(self.data()).output().expect("pg_ctl is installed"));
    }

    /// Kills all its processes at once, as a power cut would.
    ///
    /// # Panics
    /// If they cannot be killed.
    pub fn kill(&mut self) {
        let file = std::fs::read_to_string(self.data().join("postmaster.pid")).expect("it runs");
        let postmaster = file.lines().next().expect("the file names the process").to_owned();
        // The postmaster's children are in sessions of their own, and end when it is gone.
        succeeds(Command::new("kill").args(["-KILL", &postmaster]).output().expect("kill runs"));
        drop(self.keeper.stdin.take());
        self.keeper.wait().expect("the shell ends");
    }

    /// Stops it in good order.
    ///
    /// # Panics
    /// If it does not stop.
    pub fn stop(&mut self) {
        let mut stop = program("pg_ctl", self.owner);
        succeeds(stop.args(["stop", "-w", "-m", "fast", "-D"]).arg(self.data()).output().expect("pg_ctl is installed"));
        drop(self.keeper.stdin.take());
        self.keeper.wait().expect("the shell ends");
    }

    /// Starts it again after [`Cluster::kill`] or [`Cluster::stop`].
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_again(&mut self) {
        self.keeper = keep(self.folder.path(), self.owner, &self.options, false);
        self.becomes_ready();
    }

    /// A new, empty database; PostGIS is in it.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn database(&self) -> Database<'_> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        Database { cluster: self, name }
    }

    /// A database of this name, as on a standby.
    pub fn database_named(&self, name: &str) -> Database<'_> {
        Database { cluster: self, name: name.to_owned() }
    }

    /// Runs statements and returns what they print, one row a line, columns apart by `|`.
    ///
    /// # Panics
    /// If one of them fails.
    pub fn sql(&self, database: &str, statements: &str) -> String {
        succeeds(self.psql(database).args(["-c", statements]).output().expect("psql is installed"))
    }

    /// The folder its socket lies in.
    pub fn socket(&self) -> &Path {
        self.folder.path()
    }

    fn psql(&self, database: &str) -> Command {
        let mut psql = program("psql", self.owner);
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-h"]);
        psql.arg(self.socket());
        psql
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn becomes_ready(&self) {
        let is_ready = (0..MOST_PROBES).any(|_| {
            let mut probe = program("pg_isready", self.owner);
            probe.arg("-q").arg("-h").arg(self.socket());
            probe.status().is_ok_and(|status| status.success())
        });
        let log = || std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        assert!(is_ready, "PostgreSQL does not start: {}", log());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// A database of one test.
#[derive(Debug)]
pub struct Database<'a> {
    cluster: &'a Cluster,
    /// Its name.
    pub name: String,
}

impl Database<'_> {
    /// Its address as the superuser.
    pub fn url(&self) -> String {
        self.url_as("postgres")
    }

    /// Its address as a certain user.
    pub fn url_as(&self, user: &str) -> String {
        format!("postgres://{user}@localhost/{}?host={}", self.name, self.cluster.socket().display())
    }

    /// As [`Cluster::sql`].
    ///
    /// # Panics
    /// If one of the statements fails.
    pub fn sql(&self, statements: &str) -> String {
        self.cluster.sql(&self.name, statements)
    }

    /// Runs a file of statements, such as `pg_dump` writes.
    ///
    /// # Panics
    /// If one of them fails.
    pub fn load(&self, file: &Path) {
        let file = std::fs::File::open(file).expect("the file is there");
        succeeds(self.cluster.psql(&self.name).stdin(file).output().expect("psql is installed"));
    }

    /// Runs statements that may fail.
    ///
    /// # Panics
    /// If psql does not run.
    pub fn try_sql(&self, statements: &str) -> Output {
        self.cluster.psql(&self.name).args(["-c", statements]).output().expect("psql is installed")
    }

    /// A session that stays open.
    ///
    /// # Panics
    /// If psql does not run.
    pub fn session(&self) -> Session {
        let mut psql =
            self.cluster.psql(&self.name).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("psql runs");
        let input = psql.stdin.take().expect("its input is piped");
        let output = BufReader::new(psql.stdout.take().expect("its output is piped"));
        Session { psql, input, output }
    }
}

/// One psql with its own transaction.
#[derive(Debug)]
pub struct Session {
    psql: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    /// Runs statements, waits until they are done, and returns what they print.
    ///
    /// # Panics
    /// If one of them fails.
    pub fn sql(&mut self, statements: &str) -> String {
        writeln!(self.input, "{statements};\n\\echo -- done --").expect("psql listens");
        let (mut said, mut line) = (String::new(), String::new());
        loop {
            let read = self.output.read_line(&mut line).expect("psql answers");
            assert!(read > 0, "psql gave up: {said}");
            if line == "-- done --\n" {
                return said;
            }
            said.push_str(&std::mem::take(&mut line));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.psql.kill();
        let _ = self.psql.wait();
    }
}

/// A folder for a cluster, and who is to own it; short, for a socket's path is.
fn home() -> (TempDir, Option<(u32, u32)>) {
    let folder = tempfile::Builder::new().prefix("pg").tempdir_in("/tmp").expect("a folder can be made");
    let is_root = succeeds(Command::new("id").arg("-u").output().expect("id runs")).trim() == "0";
    let number = |flag| succeeds(Command::new("id").args([flag, "postgres"]).output().expect("id runs")).trim().parse();
    let owner = is_root.then(|| (number("-u").expect("a number"), number("-g").expect("a number")));
    if let Some((user, group)) = owner {
        chown(folder.path(), Some(user), Some(group)).expect("root may give a folder away");
    }
    (folder, owner)
}

fn program(name: &str, owner: Option<(u32, u32)>) -> Command {
    as_owner(Command::new(Path::new(PROGRAMS).join(name)), owner)
}

fn as_owner(mut command: Command, owner: Option<(u32, u32)>) -> Command {
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command.current_dir("/");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PG")) {
        command.env_remove(name);
    }
    command
}

fn keep(folder: &Path, owner: Option<(u32, u32)>, options: &[String], is_removed: bool) -> Child {
    let mut shell = as_owner(Command::new("sh"), owner);
    shell.env("LEFT_BEHIND", if is_removed { folder.as_os_str() } else { OsStr::new("") });
    shell.args(["-c", KEEPER, "sh"]).arg(Path::new(PROGRAMS).join("postgres")).arg("-D").arg(folder.join("data"));
    let settings = [
        "listen_addresses=".to_owned(),
        format!("unix_socket_directories={}", folder.display()),
        "fsync=off".to_owned(),
        "max_connections=300".to_owned(),
        "shared_buffers=128MB".to_owned(),
    ];
    for setting in settings.iter().chain(options) {
        shell.arg("-c").arg(OsStr::new(setting));
    }
    let log = std::fs::File::create(folder.join("log")).expect("a log can be made");
    let errors = log.try_clone().expect("a file has several handles");
    shell.stdin(Stdio::piped()).stdout(log).stderr(errors).spawn().expect("sh runs")
}

fn succeeds(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
