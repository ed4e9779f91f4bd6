//! Choosing vector instructions at run time.

/// Instruction sets a hot body is compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VectorLevel {
    /// What every machine of this architecture has.
    Plain,
    /// 256-bit vectors (x86-64 with AVX2).
    Avx2,
    /// 512-bit vectors (x86-64 with AVX-512 F, BW, CD, DQ, VL and VBMI).
    Avx512,
}

impl VectorLevel {
    /// The widest this machine can run.
    pub fn detect() -> VectorLevel {
        #[cfg(target_arch = "x86_64")]
        {
            let avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512cd")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vbmi");
            if avx512 {
                return VectorLevel::Avx512;
            }
            if is_x86_feature_detected!("avx2") {
                return VectorLevel::Avx2;
            }
        }
        VectorLevel::Plain
    }

    /// This level, or the widest this machine can run if that is narrower.
    pub fn at_most_detected(self) -> VectorLevel {
        self.min(VectorLevel::detect())
    }
}

/// Compiles `$body` for each [`VectorLevel`] and defines `fn $name(level, args…)` that picks one.
///
/// `$body` must be `#[inline(always)]`, or its loops are compiled for the plain level only.
#[macro_export]
macro_rules! dispatch {
    ($(#[$meta:meta])* $visibility:vis fn $name:ident = $body:path; ($($arg:ident : $type:ty),* $(,)?) $(-> $result:ty)?) => {
        $(#[$meta])*
        $visibility fn $name(level: $crate::VectorLevel, $($arg: $type),*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,bmi2,popcnt")]
            fn avx2($($arg: $type),*) $(-> $result)? { $body($($arg),*) }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,bmi2,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512vbmi")]
            fn avx512($($arg: $type),*) $(-> $result)? { $body($($arg),*) }
            match level.at_most_detected() {
                // SAFETY: `at_most_detected` returns a level only if this machine has every
                // feature that the function of that level is compiled with.
                #[cfg(target_arch = "x86_64")]
                $crate::VectorLevel::Avx512 => unsafe { avx512($($arg),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::VectorLevel::Avx2 => unsafe { avx2($($arg),*) },
                _ => $body($($arg),*),
            }
        }
    };
}
