//! The value of `--query`: a JMESPath expression, checked before anything is done.

use jmespath::ast::Ast;
use jmespath::{DEFAULT_RUNTIME, Expression};

use crate::lang::say;

/// An expression that has been read.
pub(crate) type Query = Expression<'static>;

/// Reads an expression; says where it is wrong before anything is done.
pub(crate) fn parse_query(text: &str) -> Result<Query, String> {
    let query = jmespath::compile(text).map_err(|error| {
        let (line, column) = (error.line + 1, error.column + 1);
        let why = error.reason.to_string();
        say!("line {line}, column {column}: {why}", "第 {line} 行第 {column} 列：{why}")
    })?;
    match unknown(query.as_ast()) {
        None => Ok(query),
        Some((name, offset)) => {
            // The library points at the bracket behind the name.
            let column = offset.saturating_sub(name.len()) + 1;
            Err(say!("column {column}: there is no function {name}", "第 {column} 列：没有函数 {name}"))
        }
    }
}

/// The first function that there is not. The library would tell of it only when it is called, when
/// machines have been stopped.
fn unknown(ast: &Ast) -> Option<(&str, usize)> {
    match ast {
        Ast::Function { name, offset, .. } if DEFAULT_RUNTIME.get_function(name).is_none() => {
            Some((name, *offset))
        }
        Ast::Function { args: parts, .. } | Ast::MultiList { elements: parts, .. } => {
            parts.iter().find_map(unknown)
        }
        Ast::MultiHash { elements, .. } => elements.iter().find_map(|pair| unknown(&pair.value)),
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. }
        | Ast::Condition { predicate: lhs, then: rhs, .. } => unknown(lhs).or_else(|| unknown(rhs)),
        Ast::Expref { ast: node, .. }
        | Ast::Flatten { node, .. }
        | Ast::Not { node, .. }
        | Ast::ObjectValues { node, .. } => unknown(node),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_there_are_not_are_found_wherever_they_stand() {
        for wrong in [
            "foo(@)",
            "outcomes[].foo(@)",
            "outcomes[?foo(@) == `1`]",
            "sort_by(outcomes, &foo(@))",
            "[a, foo(@)]",
            "{a: foo(@)}",
            "!foo(@) || a",
            "a && foo(@)",
            "length(foo(@))",
            "foo(@).*",
            "foo(@)[]",
        ] {
            let why = parse_query(wrong).unwrap_err();
            assert!(why.contains("there is no function foo"), "{wrong}: {why}");
        }
        for right in ["outcomes[?outcome == 'stopped'].target | [0]", "sort_by(outcomes, &elapsed_ms)[-1]"] {
            assert!(parse_query(right).is_ok(), "{right}");
        }
        assert!(parse_query("outcomes[").unwrap_err().starts_with("line 1, column 1"));
    }
}
