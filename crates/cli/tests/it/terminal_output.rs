//! Sessions on a terminal: the content of the screen at their end.

use std::fmt::Write;

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, blank_times, steady_line};
use crate::terminal::raw_on_terminal;

const NARROW: (u16, u16) = (40, 60);
const WIDE: (u16, u16) = (140, 30);
const TWO: &str = "stop compshare/cn-wlcb/uhost-demo4090 bce/bj/i-DemoV100 --poll-interval 20ms";

/// Returns the rows of the screen after the command, without elapsed times.
fn screen(clouds: &Clouds, size: (u16, u16), arguments: &str, typed: &str) -> String {
    let (code, seen) = raw_on_terminal(clouds, size, arguments, typed, &[]);
    let mut terminal = vt100::Parser::new(size.1.try_into().unwrap(), size.0.try_into().unwrap(), 0);
    // Instants are replaced before the terminal wraps them at its right edge.
    terminal.process(blank_times(&String::from_utf8_lossy(&seen)).as_bytes());
    let screen = terminal.screen();
    let mut text = format!("$ tingji {arguments}\nexit {code}\n");
    let last = screen.cursor_position();
    for row in screen.rows(0, size.0).take(last.0.into()) {
        let row = steady_line(&elapsed_blanked(row.trim_end()));
        writeln!(text, "|{}", row.trim_end()).unwrap();
    }
    // The next prompt starts at the beginning of a line, with a visible cursor.
    assert!(last.1 == 0 && !screen.hide_cursor(), "{last:?}\n{text}");
    text
}

/// Replaces the seconds at the end of a live line, such as `12s`.
fn elapsed_blanked(row: &str) -> String {
    let Some(rest) = row.strip_suffix('s') else { return row.to_owned() };
    let digits = rest.chars().rev().take_while(char::is_ascii_digit).count();
    let (rest, digits) = rest.split_at(rest.len() - digits);
    if digits.is_empty() || !rest.ends_with(' ') { row.to_owned() } else { format!("{rest}Ns") }
}

#[test]
fn confirmed_stop_on_a_wide_terminal() {
    let clouds = Clouds::new();
    assert_snapshot!(screen(&clouds, WIDE, TWO, "y\n"));
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-demo4090"), "Stopped");
}

#[test]
fn confirmed_stop_on_a_narrow_terminal() {
    let clouds = Clouds::new();
    assert_snapshot!(screen(&clouds, NARROW, TWO, "y\n"));
    assert_eq!(clouds.state(Cloud::Bce, "i-DemoV100"), "Stopped");
}

#[test]
fn declined_stop_sends_nothing() {
    let clouds = Clouds::new();
    assert_snapshot!(screen(&clouds, WIDE, TWO, "n\n"));
    assert!(clouds.sandbox.requests().iter().all(|request| !request.effect));
}

#[test]
fn interrupted_prompt_sends_nothing() {
    let clouds = Clouds::new();
    assert_snapshot!(screen(&clouds, WIDE, TWO, "\u{3}"));
    assert!(clouds.sandbox.requests().iter().all(|request| !request.effect));
}

#[test]
fn chinese_names_take_two_columns() {
    let clouds = Clouds::with(
        r#"{"transition": {"after_describes": 1}, "instances": [
            {"cloud": "bce", "id": "i-1", "region": "bj", "name": "大模型训练机", "state": "Running"},
            {"cloud": "bce", "id": "i-2", "region": "bj", "name": "gateway", "state": "Running"},
            {"cloud": "bce", "id": "i-3", "region": "bj", "name": "网关", "state": "Stopped"}]}"#,
    );
    assert_snapshot!(
        "chinese_list",
        screen(&clouds, WIDE, "list --lang zh --columns cloud,id,name,state", "")
    );
    let stop = "stop bce/bj/i-1 bce/bj/i-2 --lang zh --poll-interval 20ms";
    assert_snapshot!("chinese_stop", screen(&clouds, WIDE, stop, "y\n"));
}
