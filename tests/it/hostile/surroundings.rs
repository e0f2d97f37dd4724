//! What is no file, files that change, and disks that are full: the real program says so in both languages and leaves the store as it was.

use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::hostile::{Desk, watched};
use system_tests::program::{Server, binary, token_of};
use system_tests::surroundings::{has_mounts_of_its_own, skipped};

use crate::http::sign_in::plots;

#[test]
fn folders_devices_and_pipes_are_not_read() {
    let desk = Desk::default();
    let english = ["is a folder, a device or a pipe, not a file; nothing was read", "Give the file itself"];
    let vietnamese = ["là thư mục, thiết bị hoặc đường ống", "Hãy chỉ rõ tệp cần nhập"];
    std::fs::create_dir(desk.at("thu-muc.geojson")).expect("a folder");
    let pipe = desk.at("ong.geojson");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    symlink("/dev/zero", desk.at("so-khong.shp")).expect("a link");
    for name in ["thu-muc.geojson", "ong.geojson", "so-khong.shp", "/dev/null"] {
        desk.refuses(&desk.at(name), &[], &english, &vietnamese);
    }
    // The same for what is read besides the data.
    let wells = desk.at("wells.geojsonl");
    for mapping in [pipe.as_path(), Path::new("/dev/zero")] {
        let options = ["--mapping", mapping.to_str().expect("plain text")];
        desk.refuses(&wells, &options, &english, &vietnamese);
    }
    let missing = ["cannot be opened", "Check the path"];
    symlink("nowhere.geojson", desk.at("lac.geojson")).expect("a link");
    symlink("vong.geojson", desk.at("vong.geojson")).expect("a link");
    for name in ["lac.geojson", "vong.geojson", "khong-co.geojson"] {
        desk.refuses(&desk.at(name), &[], &missing, &["Không mở được tệp", "Hãy kiểm tra đường dẫn"]);
    }
    symlink(&wells, desk.at("gieng.geojsonl")).expect("a link");
    desk.takes(&desk.at("gieng.geojsonl"), &[], &["Loaded 2 records"], &["Đã nạp 2 bản ghi"]);
}

#[test]
fn what_is_no_store_is_not_written() {
    let desk = Desk::default();
    let wells = desk.at("wells.geojsonl");
    let pipe = desk.at("ong.gpkg");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    std::fs::create_dir(desk.at("thu-muc.gpkg")).expect("a folder");
    let picture = desk.file("anh.gpkg", b"\x89PNG\r\n\x1a\n and so on, for more than a hundred bytes, so that it is long enough to be looked at by a program");
    for into in [pipe, desk.at("thu-muc.gpkg"), picture] {
        for (language, words) in [("en", "is not a GeoPackage"), ("vi", "không phải là tệp GeoPackage")] {
            let mut import = system_tests::program::command();
            import.arg("import").arg(&wells).arg("--into").arg(&into).args(["--layer", "wells", "--lang", language]);
            let done = watched(&mut import);
            assert_eq!(done.code, Some(1), "{done:?}");
            desk.fair(&done, &[words]);
        }
    }
}

/// A mapping that is no mapping: what is said names the file and the line.
#[test]
fn a_mapping_that_cannot_be_understood_names_its_line() {
    let desk = Desk::default();
    let wells = desk.at("wells.geojsonl");
    let deep = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many: String = (0..200_000).map(|at| format!("t{at} = \"x\"\n")).collect();
    for content in [deep.as_bytes(), b"title = \"\xFF\"", b"[fields", b"fields = 7", many.as_bytes(), b"\0\0\0"] {
        let mapping = desk.file("anh-xa.toml", content);
        let options = ["--mapping", mapping.to_str().expect("plain text")];
        let english = ["The mapping file anh-xa.toml is not understood"];
        let before = desk.content();
        for (language, words) in [("en", english), ("vi", ["Không hiểu tệp ánh xạ anh-xa.toml"])] {
            let done = watched(&mut desk.import(language, &wells, "other", &options));
            assert_eq!(done.code, Some(1), "{done:?}");
            desk.fair(&done, &words);
            assert!(done.said.len() < 4_000, "{} bytes are said", done.said.len());
            assert_eq!(desk.content(), before);
        }
    }
}

#[test]
fn a_file_that_is_written_to_while_it_is_read_is_refused() {
    const RECORDS: usize = 600_000;
    let desk = Desk::default();
    let record = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.4]},"properties":{"ma":"A"}}"#;
    for (cuts, language, words) in
        [(true, "en", "was written to while it was read"), (false, "vi", "bị ghi thêm hoặc sửa")]
    {
        let file = desk.large("dang-ghi.geojsonl", |out| {
            for _ in 0..RECORDS {
                writeln!(out, "{record}").expect("written");
            }
        });
        let before = desk.content();
        let mut import = desk.import(language, &file, "other", &[]);
        let mut child = import.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        while !has_begun(child.id(), &file) {
            assert!(child.try_wait().expect("it can be asked").is_none(), "it has read everything already");
            std::thread::yield_now();
        }
        // It holds its breath while the file is changed.
        let tell = |what: &str| Command::new("kill").args([what, &child.id().to_string()]).status().expect("kill runs");
        assert!(tell("-STOP").success());
        let changed = std::fs::OpenOptions::new().append(!cuts).write(true).open(&file).expect("it opens");
        if cuts {
            changed.set_len(1 << 20).expect("it is cut");
        } else {
            writeln!(&changed, "{record}").expect("it is written to");
        }
        assert!(tell("-CONT").success());
        let output = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && said.contains("dang-ghi.geojsonl"), "{said}");
        assert_eq!(desk.content(), before, "{said}");
    }
}

/// True once a process has read some of a file.
fn has_begun(process: u32, file: &Path) -> bool {
    let Ok(descriptors) = std::fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    let open =
        descriptors.flatten().find(|descriptor| std::fs::read_link(descriptor.path()).is_ok_and(|to| to == file));
    let Some(number) = open.map(|descriptor| descriptor.file_name()) else { return false };
    let info = std::fs::read_to_string(format!("/proc/{process}/fdinfo/{}", number.to_string_lossy()));
    let position = info.ok().and_then(|text| text.lines().next()?.strip_prefix("pos:")?.trim().parse::<u64>().ok());
    position.is_some_and(|position| position > 1 << 20)
}

/// A file of some megabytes.
fn many(desk: &Desk) -> std::path::PathBuf {
    desk.large("nhieu.geojsonl", |out| {
        for at in 0..40_000 {
            let text = "x".repeat(100);
            writeln!(out, r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[107.1,10.4]}},"properties":{{"ma":{at},"chu":"{text}"}}}}"#).expect("written");
        }
    })
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_not_the_end() {
    let desk = Desk::default();
    let file = many(&desk);
    let before = desk.content();
    for (language, words) in [("en", "could not be read or written"), ("vi", "Không đọc hoặc ghi được")] {
        let import = desk.import(language, &file, "other", &[]);
        let mut limited = Command::new("bash");
        limited.args(["-c", "ulimit -f 2000; exec \"$@\"", "bash"]).arg(binary()).args(import.get_args());
        limited.env("PROJ_DEBUG", "0").envs(import.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let done = watched(&mut limited);
        assert_eq!(done.code, Some(1), "{done:?}");
        desk.fair(&done, &[words, "city.gpkg"]);
        assert_eq!(desk.content(), before, "{done:?}");
    }
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let test = "a_full_disk_is_told_and_nothing_is_lost";
    // A small disk of our own, in a room of its own; some systems keep that to their masters.
    if !has_mounts_of_its_own() {
        return skipped(test, "mount for users");
    }
    let desk = Desk::default();
    let file = many(&desk);
    for (language, words) in [("en", "The disk has no room left for"), ("vi", "Ổ đĩa không còn chỗ cho")] {
        let import = desk.import(language, &file, "other", &[]);
        let script = "mkdir \"$1/disk\" && mount -t tmpfs -o size=2m none \"$1/disk\" && cp \"$1/city.gpkg\" \"$1/disk/\" && shift && \
                      \"$@\"; code=$?; cd \"$0\" 2>/dev/null; exit $code";
        let arguments = import.get_args().map(|word| {
            if word == desk.store().as_os_str() { desk.at("disk/city.gpkg").into_os_string() } else { word.to_owned() }
        });
        let mut small = Command::new("unshare");
        small.args(["--user", "--map-root-user", "--mount", "bash", "-c", script, "."]).arg(desk.at("")).arg(binary());
        small.args(arguments).envs(import.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let done = watched(&mut small);
        assert_eq!(done.code, Some(1), "{done:?}");
        desk.fair(&done, &[words]);
        std::fs::remove_dir(desk.at("disk")).expect("the disk is gone, its folder is empty");
    }
    let report = ["--report", "/dev/full"];
    let done = watched(&mut desk.import("en", &desk.at("wells.geojsonl"), "other", &report));
    assert_eq!(done.code, Some(1), "{done:?}");
    desk.fair(&done, &["/dev/full"]);
}

/// The status of an answer, and the problem it tells in a language.
async fn told(asked: reqwest::RequestBuilder, language: &str) -> Result<(u16, Value)> {
    let answer = asked.header("accept-language", language).send().await?;
    Ok((answer.status().as_u16(), serde_json::from_str(&answer.text().await?).unwrap_or_default()))
}

#[tokio::test]
async fn a_server_whose_disk_is_full_says_so_saves_nothing_and_goes_on() -> Result<()> {
    let test = "a_server_whose_disk_is_full_says_so_saves_nothing_and_goes_on";
    if !has_mounts_of_its_own() {
        skipped(test, "mount for users");
        return Ok(());
    }
    let (_folder, store) = plots();
    let (token, other) = (token_of(&store, "an-editor"), token_of(&store, "an-viewer"));
    let server = Server::start_on_disk_of(16 << 10, &store);
    let full = |(status, problem): (u16, Value), words: &str| -> Result<()> {
        ensure!((status, &problem["type"]) == (507, &json!("urn:diaban:problem-disk-full")), "{status}: {problem}");
        let detail = problem["detail"].as_str().unwrap_or_default();
        ensure!(detail.contains(words), "{detail}");
        Ok(())
    };
    // Files of less and less fill it to the last page.
    let mut letter = 0_u32;
    for bytes in [1 << 20, 1 << 16, 1 << 12] {
        let refused = loop {
            letter += 1;
            let file = letter.to_le_bytes().repeat(bytes / 4);
            let (status, problem) =
                told(server.ask(Method::POST, "/v1/assets").bearer_auth(&token).body(file), "en").await?;
            if status != 201 {
                break (status, problem);
            }
            ensure!(letter < 10_000, "it never gets full");
        };
        full(refused, "the server's disk is full")?;
    }
    let items = "/collections/plots/items";
    let plot = json!({ "type": "Feature", "properties": { "use": "x".repeat(600_000) }, "geometry": {
        "type": "Polygon", "coordinates": [[[107.2, 10.35], [107.201, 10.35], [107.201, 10.351], [107.2, 10.35]]] } });
    let new = || {
        let asked = server.ask(Method::POST, items).header("content-type", "application/geo+json").bearer_auth(&token);
        asked.body(plot.to_string())
    };
    full(told(new(), "en").await?, "Nothing was saved")?;
    full(told(new(), "vi").await?, "ổ đĩa của máy chủ đã đầy")?;
    ensure!(server.json(items).await["numberMatched"] == 2, "nothing was saved");
    let (_, who) = told(server.get("/v1/session").bearer_auth(&other), "en").await?;
    ensure!(who["signed_in"] == true, "people are still known: {who}");
    ensure!(server.get("/health/live").send().await?.status() == 200, "it goes on");
    Ok(())
}
