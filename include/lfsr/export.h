/* Attributes of public declarations. The library is compiled with hidden visibility and exports only what is
 * marked with LFSR_API. */
#ifndef LFSR_EXPORT_H
#define LFSR_EXPORT_H

#if defined(__GNUC__)
#ifndef LFSR_API
#define LFSR_API __attribute__((visibility("default")))
#endif
#define LFSR_MUST_CHECK        __attribute__((warn_unused_result))
#define LFSR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define LFSR_NORETURN          __attribute__((noreturn))
#else
#ifndef LFSR_API
#define LFSR_API
#endif
#define LFSR_MUST_CHECK
#define LFSR_PRINTF(fmt, args)
#define LFSR_NORETURN
#endif

#endif
