//! Manual pages and the page of the book, both made from the command line itself.

use insta::assert_snapshot;

use crate::support::tingji;

#[test]
fn the_manual_has_a_page_for_each_command_with_its_exit_codes() {
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
        for told in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH \"EXIT STATUS\"", "throttled, unavailable"] {
            assert!(page.contains(told), "{name}: {told}");
        }
    }
    let main = std::fs::read_to_string(out.join("tingji.1")).unwrap();
    assert_eq!(tingji(&[], "man").stdout.trim_end(), main.trim_end());
    assert_snapshot!("man_schema", std::fs::read_to_string(out.join("tingji-schema.1")).unwrap());
}

#[test]
fn a_folder_that_can_not_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    tingji(&[], &format!("man --out {}", file.join("man1").display())).fails(1, "file/man1: ");
    tingji(&[], "man --markdown --out x").fails(2, "cannot be used with");
}
