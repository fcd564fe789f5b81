//! [`JsonProfiles`]: a configuration file with named profiles.

use serde_json::Value;

use crate::Result;
use crate::credentials::{JsonFields, TextFile};

/// JSON file of a vendor's tool: the field `profiles`, and a field with the name of the current profile. The
/// profiles are an object by name, or a list of objects with the field `name`.
#[derive(Debug)]
pub struct JsonProfiles {
    file: TextFile,
    profiles: Value,
    current: Option<String>,
}

impl JsonProfiles {
    /// Parses the file. `current` is the field with the name of the current profile.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) if the file is not JSON.
    pub fn parse(file: TextFile, current: &str) -> Result<Self> {
        let mut config = file.json()?;
        let current = config[current].as_str().filter(|name| !name.is_empty()).map(str::to_owned);
        let profiles = config.get_mut("profiles").map(Value::take).unwrap_or_default();
        Ok(Self { file, profiles, current })
    }

    /// Returns the file.
    pub fn file(&self) -> &TextFile {
        &self.file
    }

    /// Returns the name of the current profile, if the file has one.
    pub fn current(&self) -> Option<&str> {
        self.current.as_deref()
    }

    /// Returns the names of all profiles in the order of the file.
    pub fn names(&self) -> Vec<String> {
        let by_name = self.profiles.as_object().into_iter().flat_map(|profiles| profiles.keys().cloned());
        let list = self.profiles.as_array().map(Vec::as_slice).unwrap_or_default();
        by_name.chain(list.iter().filter_map(|entry| entry["name"].as_str().map(str::to_owned))).collect()
    }

    /// Returns the profile of this name.
    pub fn get<'a>(&'a self, name: &'a str) -> Option<JsonFields<'a>> {
        let entry = match &self.profiles {
            Value::Array(list) => list.iter().find(|entry| entry["name"] == name),
            profiles => profiles.get(name),
        };
        Some(self.file.profile(name, entry?))
    }
}
