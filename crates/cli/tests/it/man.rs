//! Manual pages and the reference page of the book, both generated from the command line.

use insta::assert_snapshot;

use crate::support::tingji;

#[test]
fn manual_has_a_page_per_command_with_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("man1");
    let run = tingji(&[], &format!("man --out {}", out.display()));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
    let mut names: Vec<_> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in
        ["tingji.1", "tingji-stop.1", "tingji-sign-verify.1", "tingji-sandbox-serve.1", "tingji-help.1"]
    {
        assert!(names.iter().any(|found| found == name), "{name}: {names:?}");
    }
    for name in names {
        let page = std::fs::read_to_string(out.join(&name)).unwrap();
        for expected in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH \"EXIT STATUS\"", "throttled, unavailable"]
        {
            assert!(page.contains(expected), "{name}: {expected}");
        }
    }
    let main = std::fs::read_to_string(out.join("tingji.1")).unwrap();
    assert_eq!(tingji(&[], "man").stdout.trim_end(), main.trim_end());
    assert_snapshot!("man_schema", std::fs::read_to_string(out.join("tingji-schema.1")).unwrap());
}

#[test]
fn uncreatable_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    tingji(&[], &format!("man --out {}", file.join("man1").display())).fails(1, "file/man1: ");
    tingji(&[], "man --markdown --out x").fails(2, "cannot be used with");
}
