//! What the sentences of the catalogue tell people to type: options and commands that are there, and the same ones in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use system_tests::program::command;
use system_tests::root;

/// Programs of others that sentences name.
const OTHERS: [&str; 4] = ["ogr2ogr", "ogrinfo", "sqlite3", "chmod"];

/// Words that follow the program's name where it is no command but the subject of a sentence.
const PROSE: [&str; 8] = ["adds", "and", "enters", "to", "mới", "nên", "sẽ", "thêm"];

/// The sentences of a language, by id; messages over several lines are one.
fn sentences(language: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in files(&root().join("tileserver/text").join(language)) {
        let text = std::fs::read_to_string(file).expect("it can be read");
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once(" =").filter(|(name, _)| !name.contains(' ') && !name.is_empty()) {
                Some((name, words)) => {
                    name.clone_into(&mut key);
                    found.insert(key.clone(), words.to_owned());
                }
                None => found.entry(key.clone()).or_insert_with(String::new).push_str(line),
            }
        }
    }
    found
}

/// Files in a folder and in the folders of subjects in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("it is there").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Options that a sentence names, with what follows `--mode` and `--kind`, which is a word to be typed as well.
fn options(sentence: &str) -> BTreeSet<String> {
    let is_part = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    let of = |(at, _): (usize, &str)| {
        let rest = &sentence[at..];
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let (option, rest) = rest.split_at(end);
        let word: String = rest.trim_start().chars().take_while(|letter| letter.is_ascii_lowercase()).collect();
        let has_word = ["--mode", "--kind"].contains(&option) && !word.is_empty();
        (option.len() > 2).then(|| if has_word { format!("{option} {word}") } else { option.to_owned() })
    };
    sentence.match_indices("--").filter_map(of).collect()
}

/// Commands that a sentence names: ours with their words, programs of others.
fn commands(sentence: &str, known: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found: BTreeSet<String> =
        OTHERS.iter().filter(|program| sentence.contains(**program)).map(|one| (*one).to_owned()).collect();
    for rest in sentence.split("diaban ").skip(1) {
        let word = |letter: char| !letter.is_alphabetic() && letter != '-';
        let mut words = rest.split(' ').map(|part| part.split(word).next().unwrap_or_default());
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if first.is_empty() || first.starts_with('-') || PROSE.contains(&first) {
            continue;
        }
        let both = format!("{first} {second}");
        let is_whole = rest[first.len()..].starts_with(' ') && known.contains_key(&both);
        found.insert(if is_whole { both } else { first.to_owned() });
    }
    found
}

/// The help of every command of the program, by its words.
fn helps() -> BTreeMap<String, String> {
    let help = |words: &[&str]| {
        let out = command().args(words).args(["--help", "--lang", "en"]).output().expect("the program runs");
        String::from_utf8(out.stdout).expect("help is text")
    };
    let below = |help: &str| -> Vec<String> {
        let list = help.split("Commands").nth(1).unwrap_or_default().split("Options").next().unwrap_or_default();
        list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).map(str::to_owned).collect()
    };
    let mut found = BTreeMap::from([(String::new(), help(&[]))]);
    for one in below(&found[""].clone()) {
        let text = help(&[&one]);
        for two in below(&text) {
            found.insert(format!("{one} {two}"), help(&[&one, &two]));
        }
        found.insert(one, text);
    }
    found
}

#[test]
fn both_languages_name_the_same_options_and_commands() {
    let (known, vi, en) = (helps(), sentences("vi"), sentences("en"));
    assert!(known.contains_key("import") && known.contains_key("user grant"), "{:?}", known.keys());
    let mut differ = Vec::new();
    for (id, english) in &en {
        let vietnamese = &vi[id];
        let pairs =
            [(options(english), options(vietnamese)), (commands(english, &known), commands(vietnamese, &known))];
        differ.extend(pairs.iter().filter(|(one, other)| one != other).map(|pair| format!("{id}: {pair:?}")));
    }
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn every_command_that_a_sentence_names_is_there_and_has_the_options_named_with_it() {
    let (known, mut missing) = (helps(), Vec::new());
    for (id, sentence) in ["vi", "en"].iter().flat_map(|language| sentences(language)) {
        let commands: Vec<String> =
            commands(&sentence, &known).into_iter().filter(|one| !OTHERS.contains(&one.as_str())).collect();
        missing
            .extend(commands.iter().filter(|one| !known.contains_key(*one)).map(|one| format!("{id}: diaban {one}")));
        // An option belongs to a command that is named with it, or to what the sentence is about.
        let is_of_import = ["import-", "finding-", "report-", "help-import-"].iter().any(|start| id.starts_with(start));
        let about = if is_of_import { vec!["import".to_owned()] } else { commands };
        for option in options(&sentence) {
            let mut helps = known.iter().filter(|(name, _)| about.is_empty() || about.contains(name));
            let (option, word) = option.split_once(' ').unwrap_or((&option, ""));
            let has_both = |help: &String| {
                let mut lines =
                    help.lines().filter(|line| line.contains(&format!("{option} ")) || line.ends_with(option));
                lines.any(|line| line.contains(word))
            };
            if !helps.any(|(_, help)| has_both(help)) && !["--help", "--lang"].contains(&option) {
                missing.push(format!("{id}: {option} {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
