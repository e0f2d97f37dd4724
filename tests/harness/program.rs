//! The real `diaban`: run to its end, or serving on a port of its own until dropped.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, SystemTime};

use spatial_core::store::private::{NewUser, PasswordHash, Role, Token, TokenKind, UserName};
use spatial_core::store::{Store, StoreAddress};
use tempfile::TempDir;
use tileserver::auth::Secret;

use crate::memory::memory_kb;

/// Longest wait for something that takes a tenth of a second; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, where cargo puts it: beside other programs of its profile, or above the folder of the tests.
pub fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows its own file");
    let mut places = own.ancestors().skip(1).take(2).map(|folder| folder.join("diaban"));
    places.find(|place| place.is_file()).expect("build the program first: cargo build -p tileserver")
}

/// Runs the program to its end, in English, without settings from outside.
pub fn diaban<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    command().args(arguments).output().expect("the program runs")
}

/// The same, and it must succeed; what it said comes back.
pub fn diaban_succeeds<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> String {
    let output = diaban(arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Takes a person in who may sign in to a store; it must succeed.
pub fn add_user(store: impl AsRef<OsStr>, name: &str, role: &str, password: &str) {
    let output = told(command().args(["user", "add"]).arg(store).args([name, "--role", role]), password);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A bearer token for a user.
pub fn token_of(store: impl AsRef<OsStr>, name: &str) -> String {
    let arguments = [OsStr::new("user"), OsStr::new("token"), store.as_ref(), OsStr::new(name)];
    diaban_succeeds(arguments).trim().to_owned()
}

/// Runs a command with a text on its standard input.
pub fn told(command: &mut Command, text: &str) -> Output {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("the program starts");
    // It may have ended already without asking.
    let _ = child.stdin.take().expect("its input is piped").write_all(text.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// The program, in English, without settings from outside.
pub fn command() -> Command {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DIABAN_") || name.starts_with("LC_")) {
        command.env_remove(name);
    }
    command.env("LANG", "en").env("RUST_LOG", "warn");
    command
}

/// A copy of a small sample city (300 parcels) that belongs to one test.
pub fn city() -> (TempDir, PathBuf) {
    static CITY: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, made) = CITY.get_or_init(|| city_of(300));
    let folder = TempDir::new().expect("a folder can be made");
    let store = folder.path().join("city.gpkg");
    std::fs::copy(made, &store).expect("the city can be copied");
    (folder, store)
}

/// A sample city of so many parcels: wards, zones, streets and parcels.
pub fn city_of(parcels: u32) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder can be made");
    let out = folder.path().join("city.gpkg");
    let parcels = parcels.to_string();
    let words = ["sample", "--parcels", &parcels, "--layers", "wards,zones,streets,parcels", "--out"];
    diaban_succeeds(words.iter().map(OsStr::new).chain([out.as_os_str()]));
    (folder, out)
}

/// A token for a new user of a store, in a role: `viewer`, `editor`, `admin`.
///
/// # Panics
/// If the store has a user of this name.
pub fn token(store: &Path, name: &str, role: &str) -> String {
    token_in(&StoreAddress::Gpkg(store.to_path_buf()), name, role)
}

/// The same for any store.
///
/// # Panics
/// If the store has a user of this name.
pub fn token_in(address: &StoreAddress, name: &str, role: &str) -> String {
    let role = Role::parse(role).expect("tests name roles well");
    let user = UserName::parse(name).expect("tests name users well");
    let secret = Secret::random().expect("the system has randomness");
    let (created, expires) = (SystemTime::now(), SystemTime::now() + Duration::from_secs(3600));
    let token = Token { digest: secret.digest(), kind: TokenKind::Bearer, user: user.clone(), created, expires };
    let new = NewUser { name: user, hash: PasswordHash::new("none".to_owned()), role, grants: Vec::new(), created };
    let add = async {
        let store = Store::open(address, false).await?;
        store.private().add_user(new).await?;
        store.private().add_token(token).await
    };
    // A thread of its own, for the caller's may be one that must not wait.
    let added = std::thread::scope(|scope| {
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        scope.spawn(move || runtime().block_on(add)).join().expect("it does not panic")
    });
    added.expect("the user is added");
    secret.as_str().to_owned()
}

/// Chooses the crypto library for the whole program, as the server does; before any client is made.
pub fn choose_crypto() {
    // Chosen already, and the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client to ask servers of ours with, to be built.
pub fn web() -> reqwest::ClientBuilder {
    choose_crypto();
    reqwest::Client::builder().no_proxy()
}

/// A serving program; killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    client: reqwest::Client,
    /// `http://127.0.0.1:port`.
    pub address: String,
    log: PathBuf,
    /// Kept open: a program whose output nobody reads any more would not hear that it is done.
    output: Mutex<BufReader<ChildStdout>>,
    _folder: TempDir,
    /// Where a disk of its own is mounted, which ends with its folder.
    disk: Option<TempDir>,
}

impl Server {
    /// Serves a store (a file, or the address of a database) with default settings.
    pub fn start(store: impl AsRef<OsStr>) -> Self {
        Self::start_with(store, &[])
    }

    /// Serves a store with settings from the environment; returns when it is in memory.
    pub fn start_with(store: impl AsRef<OsStr>, environment: &[(&str, &str)]) -> Self {
        let server = Self::start_loading(store, environment);
        server.loaded();
        server
    }

    /// Returns when it says that the store is in memory, and how it says so.
    pub fn loaded(&self) -> String {
        let mut second = String::new();
        let read = self.output.lock().map(|mut output| output.read_line(&mut second));
        assert!(matches!(read, Ok(Ok(_))) && second.starts_with("Loaded "), "{second}{}", self.log_so_far());
        second
    }

    /// Serves a store with a `diaban.toml` of this text; returns when it is in memory.
    pub fn start_configured(store: impl AsRef<OsStr>, config: &str) -> Self {
        let server = Self::begin(command(), store.as_ref(), config, &[]);
        server.loaded();
        server
    }

    /// The same, but returns as soon as it listens.
    pub fn start_loading(store: impl AsRef<OsStr>, environment: &[(&str, &str)]) -> Self {
        Self::begin(command(), store.as_ref(), "", environment)
    }

    /// Serves a copy of a store, and of what lies beside it, on a disk of so many kilobytes that nobody else sees; where programs may have
    /// mounts of their own. The disk is gone when the server is.
    pub fn start_on_disk_of(kilobytes: u32, store: &Path) -> Self {
        let disk = TempDir::new().expect("a folder can be made");
        let script = "mount -t tmpfs -o size=\"$0k\" none \"$1\" && cp -r \"$2/.\" \"$1/\" && shift 2 && exec \"$@\"";
        let inner = command();
        let mut outer = Command::new("unshare");
        outer.args(["--user", "--map-root-user", "--mount", "bash", "-c", script, &kilobytes.to_string()]);
        outer.arg(disk.path()).arg(store.parent().expect("a store lies in a folder")).arg(inner.get_program());
        for (name, value) in inner.get_envs() {
            match value {
                Some(value) => outer.env(name, value),
                None => outer.env_remove(name),
            };
        }
        let copy = disk.path().join(store.file_name().expect("a store has a name"));
        let mut server = Self::begin(outer, copy.as_os_str(), "", &[]);
        server.disk = Some(disk);
        server.loaded();
        server
    }

    fn begin(mut program: Command, store: &OsStr, config: &str, environment: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let (log, settings) = (folder.path().join("log"), folder.path().join("diaban.toml"));
        std::fs::write(&settings, config).expect("settings can be written");
        let mut child = program
            .arg("serve")
            .arg(store)
            .args(["--listen", "127.0.0.1:0", "--config"])
            .arg(&settings)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).expect("a log can be made"))
            .spawn()
            .expect("the program starts");
        let mut first = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
        output.read_line(&mut first).expect("it says something");
        let address = first.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned);
        if address.is_none() {
            let _ = child.kill();
        }
        let said = || std::fs::read_to_string(&log).unwrap_or_default();
        assert!(address.is_some(), "no address: {first}{}", said());
        let address = address.unwrap_or_default();
        let client = web().build().expect("a client can be made");
        Self { child, client, address, log, output: Mutex::new(output), _folder: folder, disk: None }
    }

    /// A question, not sent yet.
    pub fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(format!("{}{path}", self.address))
    }

    /// The same with any method.
    pub fn ask(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.address))
    }

    /// An answer that must be 200 and JSON.
    pub async fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path).send().await.expect("the server answers");
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.expect("the answer is JSON")
    }

    /// Asks until the answer is as expected.
    pub async fn until(&self, path: &str, is_so: impl Fn(&serde_json::Value) -> bool) {
        let asking = async {
            loop {
                let answer = self.get(path).send().await.expect("the server answers");
                if answer.status() == 200 && is_so(&answer.json().await.expect("the answer is JSON")) {
                    break;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, asking).await.expect("the answer becomes as expected");
    }

    /// The value of a counter in `/metrics`, labels as written.
    pub async fn count(&self, name: &str) -> u64 {
        let answer = self.get("/metrics").send().await.expect("the server answers");
        let text = answer.text().await.expect("metrics are text");
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).unwrap_or("0");
        line.parse().expect("a counter is a whole number")
    }

    /// Its resident memory in kB.
    pub fn memory_kb(&self) -> u64 {
        memory_kb(&self.child.id().to_string(), "VmRSS").expect("the server runs")
    }

    fn log_so_far(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Sends SIGTERM and does not wait.
    pub fn terminate(&self) {
        self.told("-TERM");
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&self) {
        self.told("-KILL");
    }

    fn told(&self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
    }

    /// Returns when nobody listens at its address any more.
    pub fn until_gone(&self) {
        while std::net::TcpStream::connect(self.address.trim_start_matches("http://")).is_ok() {
            std::thread::yield_now();
        }
    }

    /// Waits until it has stopped without error; all it wrote to standard error.
    pub fn log_when_stopped(mut self) -> String {
        let status = self.child.wait().expect("it ends");
        let log = self.log_so_far();
        assert!(status.success(), "{log}");
        log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
