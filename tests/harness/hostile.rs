//! A desk at which hostile files arrive: the real program takes each in both languages, its memory is watched, and what was stored
//! before must be there afterwards as it was.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::memory::memory_kb;
use crate::program::{command, diaban_succeeds};

/// Most resident memory of an import, whatever it is given.
pub const MOST_MB: u64 = 300;

/// Two wells that lie in the store before anything hostile comes.
pub const WELLS: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.08,10.34]},"properties":{"ma":"G1","sau":12}}
{"type":"Feature","geometry":{"type":"Point","coordinates":[107.09,10.35]},"properties":{"ma":"G2","sau":15}}
"#;

/// What the program did with a file.
#[derive(Debug)]
pub struct Done {
    /// Its exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// All it said.
    pub said: String,
    /// Its most resident memory.
    pub peak_mb: u64,
}

/// A folder with a store that holds the wells, and a folder for temporary files of its own.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
    temporary: TempDir,
}

impl Default for Desk {
    fn default() -> Self {
        let desk = Self { folder: TempDir::new().expect("a folder"), temporary: TempDir::new().expect("a folder") };
        let wells = desk.file("wells.geojsonl", WELLS);
        let store = desk.store();
        let (wells, store) = (wells.into_os_string(), store.into_os_string());
        let words = ["import", "--layer", "wells", "--into"].map(OsString::from);
        diaban_succeeds(words.into_iter().chain([store, wells]));
        desk
    }
}

impl Desk {
    /// A path on the desk.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The store.
    pub fn store(&self) -> PathBuf {
        self.at("city.gpkg")
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.at(name);
        std::fs::write(&file, content).expect("a file can be written");
        file
    }

    /// Writes a large file piece by piece.
    pub fn large(&self, name: &str, write: impl FnOnce(&mut dyn std::io::Write)) -> PathBuf {
        let file = self.at(name);
        let mut out = std::io::BufWriter::new(std::fs::File::create(&file).expect("a file can be made"));
        write(&mut out);
        out.flush().expect("the file is written");
        file
    }

    /// The program, importing a file into a layer of the store.
    pub fn import(&self, language: &str, file: &Path, layer: &str, options: &[&str]) -> Command {
        let mut import = command();
        import.arg("import").arg(file).arg("--into").arg(self.store()).args(["--layer", layer, "--lang", language]);
        import.args(options).env("TMPDIR", self.temporary.path());
        import
    }

    /// The file is refused in both languages with these words in one sentence, and everything is as it was.
    #[track_caller]
    pub fn refuses(&self, file: &Path, options: &[&str], english: &[&str], vietnamese: &[&str]) {
        let before = self.content();
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let done = watched(&mut self.import(language, file, "other", options));
            assert_eq!(done.code, Some(1), "{done:?}");
            self.fair(&done, words);
            assert_eq!(self.content(), before, "{done:?}");
        }
    }

    /// The file is loaded as far as can be, in both languages, with these words in the report.
    #[track_caller]
    pub fn takes(&self, file: &Path, options: &[&str], english: &[&str], vietnamese: &[&str]) {
        let wells = self.wells();
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let options = [options, &["--mode", "replace"]].concat();
            let done = watched(&mut self.import(language, file, &format!("new_{language}"), &options));
            assert_eq!(done.code, Some(0), "{done:?}");
            self.fair(&done, words);
            assert_eq!(self.wells(), wells, "{done:?}");
        }
    }

    /// It said what it should, used little memory, did not panic, and left nothing behind.
    #[track_caller]
    pub fn fair(&self, done: &Done, words: &[&str]) {
        for word in words {
            assert!(done.said.contains(word), "“{word}” is missing in:\n{}", done.said);
        }
        assert!(!done.said.contains("panicked") && !done.said.contains('\u{1b}'), "{done:?}");
        assert!(done.peak_mb <= MOST_MB, "{} MB for {}", done.peak_mb, done.said);
        let left: Vec<_> = std::fs::read_dir(self.temporary.path()).expect("it can be read").collect();
        assert!(left.is_empty(), "left behind: {left:?}");
        for end in ["-wal", "-shm", "-journal"] {
            assert!(!self.at(&format!("city.gpkg{end}")).exists(), "{end} was left beside the store: {done:?}");
        }
    }

    /// Revision, tables and wells of the store.
    pub fn content(&self) -> Vec<String> {
        let revision = self.rows("SELECT CAST(max(revision) AS TEXT) FROM diaban_commit");
        let tables = self.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        [revision, tables, self.wells()].concat()
    }

    fn wells(&self) -> Vec<String> {
        self.rows("SELECT fid || ma || sau || hex(geom) FROM wells ORDER BY fid")
    }

    /// Texts that a query finds in the store.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        let connection = Connection::open(self.store()).expect("the store opens");
        let mut statement = connection.prepare(sql).expect("it can be asked");
        let rows = statement.query_map([], |row| row.get(0)).expect("it answers");
        rows.collect::<Result<_, _>>().expect("it answers with text")
    }
}

/// Runs a program to its end and watches its memory: the high-water mark, which only grows, is read until the program is gone.
pub fn watched(command: &mut Command) -> Done {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let process = child.id().to_string();
    let watch = std::thread::spawn(move || {
        let mut peak_kb = 0;
        while let Some(kb) = memory_kb(&process, "VmHWM") {
            peak_kb = kb.max(peak_kb);
            std::thread::yield_now();
        }
        peak_kb
    });
    let streams = (child.stdout.take(), child.stderr.take());
    let (Some(mut out), Some(mut err)) = streams else { unreachable!("both are piped") };
    let errors = std::thread::spawn(move || {
        let mut said = Vec::new();
        let _ = std::io::Read::read_to_end(&mut err, &mut said);
        said
    });
    let mut said = Vec::new();
    let _ = std::io::Read::read_to_end(&mut out, &mut said);
    said.extend(errors.join().expect("it reads to the end"));
    let status = child.wait().expect("the program ends");
    let peak_mb = watch.join().expect("it watches to the end") / 1024;
    Done { code: status.code(), said: String::from_utf8_lossy(&said).into_owned(), peak_mb }
}
