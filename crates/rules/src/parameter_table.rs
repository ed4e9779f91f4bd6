//! How the table of parameters becomes structures, a list of keys and a reader.

/// Makes one structure a group, all groups together, the list of their keys, and the reader from a plan.
macro_rules! parameters {
    ($($(#[$group_doc:meta])* $group:ident $field:ident { $($(#[$doc:meta])* $name:ident = $key:literal,)* })*) => {
        $($(#[$group_doc])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $group { $($(#[$doc])* pub $name: f32,)* })*

        /// All numbers, by mechanism.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct Parameters { $($(#[$group_doc])* pub $field: $group,)* }

        /// Every key the rules read, in order.
        pub const KEYS: &[&str] = &[$($($key,)*)*];

        impl Parameters {
            /// Reads every number from a plan.
            ///
            /// # Errors
            /// [`Missing`] with every key the plan lacks.
            pub fn read(plan: &Plan) -> Result<Parameters, Missing> {
                let missing: Vec<_> =
                    KEYS.iter().copied().filter(|key| !plan.parameters.contains_key(*key)).collect();
                if !missing.is_empty() {
                    return Err(Missing(missing));
                }
                let value = |key: &str| plan.parameters[key] as f32;
                Ok(Parameters { $($field: $group { $($name: value($key),)* },)* })
            }
        }
    };
}
