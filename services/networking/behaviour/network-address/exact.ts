import type { Json } from '@baryon/kit'

const largest = BigInt(Number.MAX_SAFE_INTEGER)

/** Text that stands in JSON as it is (ECMAScript's JSON.rawJSON, which TypeScript does not know yet). */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): Json }

/**
 * A whole number as JSON has it. One that a double cannot hold is written digit by digit: clients read such numbers into integers
 * of any size, which take neither a rounded nor an exponential form for what it is.
 */
export const exact = (value: bigint): Json => (value <= largest ? Number(value) : rawJSON(String(value)))
