/** The version of this program, in one place that needs no file at run time; a test compares it with package.json. */
export const version = '0.1.0'

/** As it stands in log lines. */
export const productName = `tskeepalived v${version}`
