//! [`Message`]: a sentence with its values, which a program can translate.

use std::fmt;

use crate::{Text, redact_secrets, sanitize_line};

/// Sentence of this library: a key that identifies it, its English template, and its values by name.
///
/// `Display` and `Debug` write the English sentence. A program that shows another language looks up its own
/// template by the [key](Self::key) and [fills](Self::fill) it with the same values. A vendor's message is a
/// [verbatim](Self::verbatim) text without a key.
///
/// ```
/// use tingji_core::{Message, message};
///
/// let region = "moon-1";
/// let message = message!("unknown-region", "{region} is not a region of {cloud}", region, cloud = "bce");
/// assert_eq!(message.to_string(), "moon-1 is not a region of bce");
/// assert_eq!(message.key(), Some("unknown-region"));
/// let chinese = message.fill("{cloud} 没有地域 {region}", &|nested: &Message| nested.to_string());
/// assert_eq!(chinese, "bce 没有地域 moon-1");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Message(Content);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Content {
    /// Text of a vendor or a caller.
    Verbatim(String),
    /// Text of a description.
    Fixed(Text),
    /// English template with its values.
    Template { key: &'static str, template: &'static str, values: Vec<(&'static str, MessageValue)> },
}

/// Value of a [`Message`]: a text, or another message.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MessageValue {
    /// Text that is the same in all languages, such as an id.
    Text(String),
    /// Part of the sentence with its own template.
    Message(Message),
}

/// Creates a [`Message`](crate::Message): its key, its English template, and the values of the placeholders.
/// `name` is short for `name = name`.
#[doc(hidden)]
#[macro_export]
macro_rules! message {
    (@value $name:ident) => { ::std::convert::Into::into($name) };
    (@value $name:ident = $value:expr) => { ::std::convert::Into::into($value) };
    ($key:literal, $template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::Message::new(
            $key,
            $template,
            vec![$((stringify!($name), $crate::message!(@value $name $(= $value)?))),*],
        )
    };
}

impl Message {
    /// Creates a message. For the macro `message!`.
    #[doc(hidden)]
    pub const fn new(
        key: &'static str,
        template: &'static str,
        values: Vec<(&'static str, MessageValue)>,
    ) -> Self {
        Self(Content::Template { key, template, values })
    }

    /// Creates a message from a text that has no translation, such as a vendor's.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self(Content::Verbatim(text.into()))
    }

    /// Returns the stable name of the sentence. `None` for a verbatim text and for a text of a description.
    pub const fn key(&self) -> Option<&'static str> {
        match &self.0 {
            Content::Template { key, .. } => Some(key),
            _ => None,
        }
    }

    /// Returns true for a text without a translation.
    pub const fn is_verbatim(&self) -> bool {
        matches!(self.0, Content::Verbatim(_))
    }

    /// Returns the text of a description, such as the reason why a product lacks a function.
    pub const fn text(&self) -> Option<Text> {
        match &self.0 {
            Content::Fixed(text) => Some(*text),
            _ => None,
        }
    }

    /// Fills a template with the values. `{name}` in the template is the place of the value of that name.
    /// `translate` writes the parts that are messages themselves.
    pub fn fill(&self, template: &str, translate: &dyn Fn(&Self) -> String) -> String {
        let mut sentence = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            sentence.push_str(before);
            match self.value(name) {
                Some(MessageValue::Text(text)) => sentence.push_str(text),
                Some(MessageValue::Message(message)) => sentence.push_str(&translate(message)),
                None => {}
            }
            rest = behind;
        }
        sentence + rest
    }

    fn value(&self, name: &str) -> Option<&MessageValue> {
        let Content::Template { values, .. } = &self.0 else { return None };
        values.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// Changes each text from outside: a verbatim text, and the texts among the values.
    fn map_texts(self, change: &dyn Fn(&str) -> String) -> Self {
        Self(match self.0 {
            Content::Verbatim(text) => Content::Verbatim(change(&text)),
            Content::Template { key, template, values } => {
                let values = values.into_iter().map(|(name, value)| match value {
                    MessageValue::Text(text) => (name, MessageValue::Text(change(&text))),
                    MessageValue::Message(message) => {
                        (name, MessageValue::Message(message.map_texts(change)))
                    }
                });
                Content::Template { key, template, values: values.collect() }
            }
            fixed @ Content::Fixed(_) => fixed,
        })
    }

    /// Puts each text from outside on one line without control characters.
    pub(crate) fn sanitized(self) -> Self {
        self.map_texts(&sanitize_line)
    }

    /// Replaces these secrets by `***`.
    pub(crate) fn redacted<'a>(self, secrets: &(impl Iterator<Item = &'a str> + Clone)) -> Self {
        self.map_texts(&|text| redact_secrets(text, secrets.clone()))
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Verbatim(text) => f.write_str(text),
            Content::Fixed(text) => f.write_str(text.en),
            Content::Template { template, .. } => f.write_str(&self.fill(template, &Self::to_string)),
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl PartialEq<str> for Message {
    /// Compares the English sentence.
    fn eq(&self, other: &str) -> bool {
        *other == *self.to_string()
    }
}

impl PartialEq<&str> for Message {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::verbatim(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::verbatim(text)
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self(Content::Fixed(text))
    }
}

impl From<&Self> for Message {
    fn from(message: &Self) -> Self {
        message.clone()
    }
}

impl From<Message> for MessageValue {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<&Message> for MessageValue {
    fn from(message: &Message) -> Self {
        Self::Message(message.clone())
    }
}

macro_rules! impl_from_display {
    ($($type:ty)*) => {$(
        impl From<$type> for MessageValue {
            fn from(value: $type) -> Self {
                Self::Text(value.to_string())
            }
        }
    )*};
}
impl_from_display! { String &String &str &&str char usize u32 u64 i64 f32 u16 std::fmt::Arguments<'_> }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fill_any_template_in_any_order() {
        let reason = message!("not-a-url", "is not a URL");
        let message = message!("endpoint", "the endpoint {url} {reason}", url = "x\ny", reason).sanitized();
        assert_eq!(message, "the endpoint x y is not a URL");
        let chinese = message.fill("{reason}：{url}", &|_| "不是 URL".to_owned());
        assert_eq!(chinese, "不是 URL：x y");
        assert_eq!(message.fill("{other} {url", &Message::to_string), " x y");
    }

    #[test]
    fn redaction_reaches_nested_values() {
        let inner = message!("inner", "in {place}", place = "SECRET1");
        let message = message!("outer", "found {inner}", inner).redacted(&["SECRET1"].into_iter());
        assert_eq!(format!("{message:?}"), "\"found in ***\"");
    }

    #[test]
    fn fixed_text_keeps_both_languages() {
        let message = Message::from(Text::new("no reboot", "不支持重启"));
        assert_eq!((message.key(), message.text().unwrap().zh), (None, "不支持重启"));
        assert_eq!(message, "no reboot");
    }
}
