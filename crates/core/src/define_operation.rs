//! [`operation!`](crate::operation!): the declaration of an operation.

/// Declares an operation: its parameters, and in one line its protocol, retry class and output. A third item
/// in that line is the vendor's name of the operation. Default: the name of the type.
///
/// `new(…)` lists the required parameters. Each other line declares a parameter with a setter. A line names
/// the vendor's parameter; a line that begins with `=>` declares a value beside the parameters, such as an
/// id in the path. The type of a field determines how it is set and written; `as FUNCTION` marks an exception,
/// and `= VALUE` sets a default other than "not set". Nothing is checked before `request`, which builds the
/// request.
///
/// ```ignore
/// operation! {
///     /// Stops an instance.
///     pub struct StopInstance: Ecs, ObserveFirst -> Acknowledged;
///     /// Creates a clean stop of one instance.
///     new("InstanceId" => instance_id: String);
///     /// Powers off without a clean shutdown. Default false.
///     "ForceStop" => force_stop: Option<bool>;
///     request(self, _region) {
///         validate_id(&self.instance_id)?;
///         get(self)
///     }
///     decode(self, payload) { Acknowledged::parse(payload) }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $(#[$about:meta])*
        pub struct $name:ident: $protocol:ty, $retry:ident -> $output:ty $(, $vendor_name:literal)?;
        $(#[$new:meta])*
        new($($($key:literal)? => $required:ident: $kind:ident $(<$of:ident>)? $(as $write:path)?),* $(,)?);
        $($(#[$option:meta])* $($opt_key:literal)? => $opt:ident: $opt_kind:ident $(<$opt_of:ident>)?
            $(as $opt_write:path)? $(= $default:expr)?;)*
        request($self:ident, $config:pat) $request:block
        $(fast($fast_self:ident, $response:ident) $fast:block)?
        $(decode($decode_self:ident, $payload:ident) $decode:block)?
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(pub(crate) $required: $kind $(<$of>)?,)*
            $(pub(crate) $opt: $opt_kind $(<$opt_of>)?,)*
        }

        #[allow(clippy::new_without_default, clippy::needless_pass_by_value)]
        impl $name {
            $(#[$new])*
            pub fn new($($required: $crate::param_input!($kind $(<$of>)?)),*) -> Self {
                Self {
                    $($required: $crate::param_value!($required: $kind $(<$of>)?),)*
                    $($opt: $crate::operation!(@default $($default)?),)*
                }
            }

            $($(#[$option])* #[must_use]
            pub fn $opt(mut self, $opt: $crate::param_input!($opt_kind $(<$opt_of>)?)) -> Self {
                self.$opt = $crate::param_value!($opt: $opt_kind $(<$opt_of>)?);
                self
            })*
        }

        impl $crate::params::SerializeParams for $name {
            #[allow(unused_imports, unused_mut)]
            fn serialize_params<S: $crate::record::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use $crate::record::serde::ser::SerializeMap as _;
                let mut map = to.serialize_map(None)?;
                $($crate::operation!(@write map [$($key)?] (self.$required) $($write)?);)*
                $($crate::operation!(@write map [$($opt_key)?] (self.$opt) $($opt_write)?);)*
                map.end()
            }
        }

        $crate::impl_operation! {
            $name, $protocol, $retry, $output, [$($vendor_name,)? stringify!($name)];
            request($self, $config) $request
            $(fast($fast_self, $response) $fast)?
            $(decode($decode_self, $payload) $decode)?
        }
    };
    (@default) => { Default::default() };
    (@default $value:expr) => { $value };
    (@write $map:ident [] $value:tt $($write:path)?) => {};
    (@write $map:ident [$key:literal] $value:tt) => { $map.serialize_entry($key, &$value)? };
    (@write $map:ident [$key:literal] $value:tt $write:path) => { $map.serialize_entry($key, &$write(&$value))? };
}

/// Implements [`Operation`](crate::operation::Operation) for [`operation!`](crate::operation!).
#[doc(hidden)]
#[macro_export]
macro_rules! impl_operation {
    (
        $name:ident, $protocol:ty, $retry:ident, $output:ty, $names:expr;
        request($self:ident, $config:pat) $request:block
        $(fast($fast_self:ident, $response:ident) $fast:block)?
        $(decode($decode_self:ident, $payload:ident) $decode:block)?
    ) => {
        impl $crate::operation::Operation for $name {
            type Protocol = $protocol;
            type Output = $output;
            const NAME: &'static str = $names[0];
            const RETRY: $crate::RetryClass = $crate::RetryClass::$retry;

            fn request(
                &$self,
                $config: &<$protocol as $crate::operation::Protocol>::Config,
            ) -> $crate::Result<$crate::operation::UnsignedRequest> $request

            $(fn parse_fast_path(&$fast_self, $response: &$crate::operation::HttpResponse) -> Option<$output>
            $fast)?

            $(fn decode_output(
                &$decode_self,
                $payload: $crate::record::serde_json::Value,
            ) -> $crate::Result<$output> $decode)?
        }
    };
}

/// Type in which a parameter is passed to a constructor or a setter.
#[doc(hidden)]
#[macro_export]
macro_rules! param_input {
    (String) => { impl Into<String> };
    (Secret) => { impl Into<$crate::Secret> };
    (Option<String>) => { impl Into<String> };
    (Option<Secret>) => { impl Into<$crate::Secret> };
    (Option<$type:ident>) => { $type };
    (Vec<String>) => { impl IntoIterator<Item = impl Into<String>> };
    (Vec<$type:ident>) => { impl IntoIterator<Item = $type> };
    ($type:ident) => { $type };
}

/// Value of a field, from the value that was passed as [`param_input!`](crate::param_input!).
#[doc(hidden)]
#[macro_export]
macro_rules! param_value {
    ($value:ident: String) => {
        $value.into()
    };
    ($value:ident: Secret) => {
        $value.into()
    };
    ($value:ident: Option<String>) => {
        Some($value.into())
    };
    ($value:ident: Option<Secret>) => {
        Some($value.into())
    };
    ($value:ident: Option<$type:ident>) => {
        Some($value)
    };
    ($value:ident: Vec<String>) => {
        $value.into_iter().map(Into::into).collect()
    };
    ($value:ident: Vec<$type:ident>) => {
        $value.into_iter().collect()
    };
    ($value:ident: $type:ident) => {
        $value
    };
}
