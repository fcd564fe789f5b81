//! The command on a terminal: its question, its live lines, its colours.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use tingji_sandbox::Cloud;

use crate::support::Clouds;

/// Runs the command on a terminal of this size, types this, and gives the exit code and what was seen.
fn on_terminal(
    clouds: &Clouds,
    size: (u16, u16),
    arguments: &str,
    typed: &str,
    variables: &[(&str, &str)],
) -> (i32, String) {
    let (code, seen) = raw_on_terminal(clouds, size, arguments, typed, variables);
    (code, String::from_utf8_lossy(&seen).replace('\r', "\n"))
}

/// The same, with what was seen as it came.
pub(crate) fn raw_on_terminal(
    clouds: &Clouds,
    (columns, rows): (u16, u16),
    arguments: &str,
    typed: &str,
    variables: &[(&str, &str)],
) -> (i32, Vec<u8>) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    tcsetwinsize(&ours, Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = || -> OwnedFd { open(&name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap() };
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tingji"));
    command.env_clear().env("TERM", "xterm").envs(clouds.variables.iter().cloned());
    command.envs(variables.iter().copied()).args(arguments.split_whitespace());
    command.stdin(Stdio::from(theirs())).stdout(Stdio::from(theirs())).stderr(Stdio::from(theirs()));
    let mut child = command.spawn().unwrap();
    // Our handles of their end are closed with this, so that the end is seen.
    drop(command);
    let mut terminal = std::fs::File::from(ours);
    let mut seen = Vec::new();
    let mut typed = (!typed.is_empty()).then_some(typed);
    let mut part = [0; 4096];
    // Where the other end is gone, reading fails.
    while let Ok(count @ 1..) = terminal.read(&mut part) {
        seen.extend_from_slice(&part[..count]);
        // People answer what they were asked, so that the echo stands behind the question.
        let is_asked = seen.windows(QUESTION.len()).any(|window| window == QUESTION);
        if let Some(typed) = typed.take_if(|_| is_asked) {
            match typed {
                // As a terminal would, were it the command's own.
                "\u{3}" => kill_process(Pid::from_child(&child), Signal::INT).unwrap(),
                typed => terminal.write_all(typed.as_bytes()).unwrap(),
            }
        }
    }
    (child.wait().unwrap().code().unwrap(), seen)
}

/// How each question ends.
const QUESTION: &[u8] = b"[y/N]";

const TWO: &str = "stop compshare/uhost-demo4090 compshare/uhost-demospot --poll-interval 20ms";

#[test]
fn the_plan_and_its_question_are_chinese_too() {
    let clouds = Clouds::new();
    let (code, seen) = on_terminal(&clouds, (200, 24), &format!("{TWO} --lang zh"), "y\n", &[]);
    for told in [
        "将发送",
        "之后仍计费",
        "不发送：抢占式实例只能强制停止（--force）",
        "停止 2 台实例？[y/N]",
        "注：compshare/uhost-demo4090 仍在计费：",
    ] {
        assert!(seen.contains(told), "{told}\n{seen}");
    }
    for english in ["WHAT", "nothing", "note:"] {
        assert!(!seen.contains(english), "{english}\n{seen}");
    }
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-demo4090"), "Stopped", "{seen}");
    assert_ne!(code, 0, "one was refused");
}

#[test]
fn before_more_than_one_is_stopped_the_plan_is_shown_and_the_user_is_asked() {
    let clouds = Clouds::new();
    let (code, seen) = on_terminal(&clouds, (200, 24), TWO, "n\n", &[]);
    assert_eq!(code, 3, "{seen}");
    for told in [
        "WHAT IS SENT",
        "StopCompShareInstance",
        "训练-4090",
        "disks beyond the free quota; paid images",
        "nothing: a spot instance stops only with force (--force)",
        "Stop 2 instances? [y/N]",
        "cancelled; nothing was sent",
    ] {
        assert!(seen.contains(told), "{told}: {seen}");
    }
    assert!(clouds.sandbox.requests().iter().all(|request| !request.effect));
    let looks = clouds.sandbox.requests().len();
    assert_eq!(looks, 1, "{seen}");
    let (code, seen) = on_terminal(&clouds, (200, 24), &format!("{TWO} --force"), "y\n", &[]);
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("StopCompShareInstance Force=true"), "{seen}");
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-demospot"), "Stopped");
}

#[test]
fn a_forced_stop_of_one_and_a_deletion_are_asked_about_too() {
    let clouds = Clouds::new();
    for (arguments, told) in [
        ("stop bce/i-DemoV100 --force", "StopInstance forceStop=true"),
        ("delete bce/i-DemoV100", "ReleaseInstance"),
        ("reboot bce/i-DemoV100 bce/i-DemoCpu1", "RebootInstance"),
    ] {
        let (code, seen) = on_terminal(&clouds, (200, 24), arguments, "\n", &[]);
        assert!(code == 3 && seen.contains(told) && seen.contains("[y/N]"), "{code} {seen}");
    }
    assert!(clouds.sandbox.requests().iter().all(|request| !request.effect));
}

#[test]
fn on_a_narrow_terminal_no_line_is_longer_than_it_is_wide() {
    let clouds = Clouds::new();
    let stop =
        "stop huaweicloud/cn-north-4/62383738-e52a-450a-9f84-f9e705402be8 --poll-interval 20ms -o json";
    let (code, seen) = on_terminal(&clouds, (40, 24), stop, "", &[]);
    assert_eq!(code, 0, "{seen}");
    let live = seen.split('\n').filter(|line| line.contains('…') && !line.contains("still costs"));
    let width = |line: &str| line.chars().filter(|c| !c.is_control()).count();
    let widths: Vec<_> = live.map(|line| width(&plain(line))).collect();
    assert!(!widths.is_empty() && widths.iter().all(|width| *width <= 40), "{widths:?} {seen}");
}

#[test]
fn more_targets_than_lines_share_one_bar() {
    let clouds = Clouds::new();
    let stop = "stop --yes --poll-interval 20ms bce/i-DemoV100 bce/i-DemoCpu1 bce/i-DemoPrepd -o name";
    let (code, seen) = on_terminal(&clouds, (80, 5), stop, "", &[]);
    assert!(code == 0 && seen.contains("3/3"), "{seen}");
    let (code, seen) = on_terminal(&clouds, (80, 24), stop, "", &[]);
    assert!(code == 0 && !seen.contains("3/3"), "{seen}");
}

/// Without the sequences that colour or move.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let after = |part: &str| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |at| at + 1);
        part[end..].to_owned()
    };
    parts.fold(first, |text, part| text + &after(part))
}

/// Whether it has a sequence that colours.
fn is_coloured(text: &str) -> bool {
    text.split("\u{1b}[").skip(1).any(|part| {
        part.find(|c: char| c.is_ascii_alphabetic()).is_some_and(|end| part.as_bytes()[end] == b'm')
    })
}

#[test]
fn colours_are_for_terminals_unless_the_user_has_it_otherwise() {
    let clouds = Clouds::new();
    let seen = |variables: &[(&str, &str)]| {
        let (code, seen) =
            on_terminal(&clouds, (80, 24), "stop bce/i-none bce/i-DemoV100 --yes", "", variables);
        assert_eq!(code, 6, "{seen}");
        seen
    };
    assert!(is_coloured(&seen(&[])));
    assert!(is_coloured(&seen(&[("NO_COLOR", "")])));
    let both = [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")];
    for off in [&[("NO_COLOR", "1")][..], &[("CLICOLOR", "0")], &[("TERM", "dumb")], &both] {
        assert!(!is_coloured(&seen(off)), "{off:?}");
    }
    // Without a terminal there is none, but where they are forced; standard output never has any.
    assert!(!clouds.tingji("get bce/i-none").stderr.contains('\u{1b}'));
    let forced = clouds.set("CLICOLOR_FORCE", Some("1")).tingji("get bce/i-none bce/i-DemoV100");
    assert!(forced.stderr.starts_with("\u{1b}[31mtingji\u{1b}[0m: "), "{forced}");
    assert!(!forced.stdout.contains('\u{1b}'), "{forced}");
}
