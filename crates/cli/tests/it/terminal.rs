//! The command on a terminal: prompt, live lines, colors.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use tingji_sandbox::Cloud;

use crate::support::Clouds;

/// Opens the terminal as the command sees it.
fn open_terminal(name: &std::ffi::CStr) -> Stdio {
    let terminal: OwnedFd = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    Stdio::from(terminal)
}

/// Runs the command on a terminal of this size with typed input; returns the exit code and the output.
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

/// Runs the command like [`on_terminal`], and returns the raw output.
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
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tingji"));
    command.env_clear().env("TERM", "xterm").envs(clouds.variables.iter().cloned());
    command.envs(variables.iter().copied()).args(arguments.split_whitespace());
    command.stdin(open_terminal(&name)).stdout(open_terminal(&name)).stderr(open_terminal(&name));
    let mut child = command.spawn().unwrap();
    // Dropping the command closes our handles of the terminal, so that reading ends.
    drop(command);
    let mut terminal = std::fs::File::from(ours);
    let mut seen = Vec::new();
    let mut typed = (!typed.is_empty()).then_some(typed);
    let mut part = [0; 4096];
    // Reading fails once the other end is closed.
    while let Ok(count @ 1..) = terminal.read(&mut part) {
        seen.extend_from_slice(&part[..count]);
        // The answer is typed after the prompt appears, so that its echo follows the prompt.
        let is_prompted = seen.windows(QUESTION.len()).any(|window| window == QUESTION);
        if let Some(typed) = typed.take_if(|_| is_prompted) {
            match typed {
                // The signal that a controlling terminal would send.
                "\u{3}" => kill_process(Pid::from_child(&child), Signal::INT).unwrap(),
                typed => terminal.write_all(typed.as_bytes()).unwrap(),
            }
        }
    }
    (child.wait().unwrap().code().unwrap(), seen)
}

/// End of every prompt.
const QUESTION: &[u8] = b"[y/N]";

const TWO: &str = "stop compshare/uhost-demo4090 compshare/uhost-demospot --poll-interval 20ms";

#[test]
fn plan_and_prompt_are_chinese() {
    let clouds = Clouds::new();
    let (code, seen) = on_terminal(&clouds, (200, 24), &format!("{TWO} --lang zh"), "y\n", &[]);
    for expected in [
        "将发送",
        "之后仍计费",
        "不发送：抢占式实例只能强制停机",
        "停止 2 台实例？[y/N]",
        "注：compshare/uhost-demo4090 仍在计费：",
    ] {
        assert!(seen.contains(expected), "{expected}\n{seen}");
    }
    for english in ["REQUEST", "nothing", "note:"] {
        assert!(!seen.contains(english), "{english}\n{seen}");
    }
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-demo4090"), "Stopped", "{seen}");
    assert_ne!(code, 0, "one was refused");
}

#[test]
fn stop_of_several_shows_the_plan_and_asks() {
    let clouds = Clouds::new();
    let (code, seen) = on_terminal(&clouds, (200, 24), TWO, "n\n", &[]);
    assert_eq!(code, 3, "{seen}");
    for expected in [
        "REQUEST",
        "StopCompShareInstance",
        "训练-4090",
        "disks beyond the free quota; paid images",
        "nothing: a spot instance can only be powered off",
        "Stop 2 instances? [y/N]",
        "cancelled; nothing was sent",
    ] {
        assert!(seen.contains(expected), "{expected}: {seen}");
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
fn forced_stop_and_deletion_of_one_ask() {
    let clouds = Clouds::new();
    for (arguments, expected) in [
        ("stop bce/i-DemoV100 --force", "StopInstance forceStop=true"),
        ("delete bce/i-DemoV100", "ReleaseInstance"),
        ("reboot bce/i-DemoV100 bce/i-DemoCpu1", "RebootInstance"),
    ] {
        let (code, seen) = on_terminal(&clouds, (200, 24), arguments, "\n", &[]);
        assert!(code == 3 && seen.contains(expected) && seen.contains("[y/N]"), "{code} {seen}");
    }
    assert!(clouds.sandbox.requests().iter().all(|request| !request.effect));
}

#[test]
fn lines_fit_a_narrow_terminal() {
    let clouds = Clouds::new();
    let stop =
        "stop huaweicloud/cn-north-4/62383738-e52a-450a-9f84-f9e705402be8 --poll-interval 20ms -o json";
    let (code, seen) = on_terminal(&clouds, (40, 24), stop, "", &[]);
    assert_eq!(code, 0, "{seen}");
    let live = seen.split('\n').filter(|line| line.contains('…') && !line.contains("still charged for"));
    let widths: Vec<_> = live.map(|line| plain(line).chars().filter(|c| !c.is_control()).count()).collect();
    assert!(!widths.is_empty() && widths.iter().all(|width| *width <= 40), "{widths:?} {seen}");
}

#[test]
fn more_targets_than_rows_share_one_bar() {
    let clouds = Clouds::new();
    let stop = "stop --yes --poll-interval 20ms bce/i-DemoV100 bce/i-DemoCpu1 bce/i-DemoPrepd -o name";
    let (code, seen) = on_terminal(&clouds, (80, 5), stop, "", &[]);
    assert!(code == 0 && seen.contains("3/3"), "{seen}");
    let (code, seen) = on_terminal(&clouds, (80, 24), stop, "", &[]);
    assert!(code == 0 && !seen.contains("3/3"), "{seen}");
}

/// Removes the sequences for colors and cursor movement.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |index| index + 1);
        plain.push_str(&part[end..]);
    }
    plain
}

/// Returns true if the text contains a color sequence.
fn is_colored(text: &str) -> bool {
    text.split("\u{1b}[").skip(1).any(|part| {
        part.find(|c: char| c.is_ascii_alphabetic()).is_some_and(|end| part.as_bytes()[end] == b'm')
    })
}

/// Runs a stop with these variables and returns true if its output is colored.
fn has_colored_stop(clouds: &Clouds, variables: &[(&str, &str)]) -> bool {
    let stop = "stop bce/i-none bce/i-DemoV100 --yes";
    let (code, output) = on_terminal(clouds, (80, 24), stop, "", variables);
    assert_eq!(code, 6, "{output}");
    is_colored(&output)
}

#[test]
fn colors_follow_the_terminal_and_the_variables() {
    let clouds = Clouds::new();
    assert!(has_colored_stop(&clouds, &[]));
    assert!(has_colored_stop(&clouds, &[("NO_COLOR", "")]));
    let both = [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")];
    for off in [&[("NO_COLOR", "1")][..], &[("CLICOLOR", "0")], &[("TERM", "dumb")], &both] {
        assert!(!has_colored_stop(&clouds, off), "{off:?}");
    }
    // Without a terminal, colors appear only if forced; standard output never has colors.
    assert!(!clouds.tingji("get bce/i-none").stderr.contains('\u{1b}'));
    let forced = clouds.set("CLICOLOR_FORCE", Some("1")).tingji("get bce/i-none bce/i-DemoV100");
    assert!(forced.stderr.starts_with("\u{1b}[31mtingji\u{1b}[0m: "), "{forced}");
    assert!(!forced.stdout.contains('\u{1b}'), "{forced}");
}
