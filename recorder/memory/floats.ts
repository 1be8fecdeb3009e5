/** Writes floats of any width as Rust's `{:?}` writes those of up to 64 bits: the shortest decimal that reads back as the same float. */

/** Bits of a binary interchange format (IEEE 754-2019, section 3.6): of the exponent and of the stored fraction. */
interface Format {
  exponent: number
  fraction: number
}

/** The formats of `f16`, `f32`, `f64` and `f128`, by their size in bytes. */
const FORMATS: Record<number, Format> = {
  2: { exponent: 5, fraction: 10 },
  4: { exponent: 8, fraction: 23 },
  8: { exponent: 11, fraction: 52 },
  16: { exponent: 15, fraction: 112 },
}

/** A finite float above 0: `mantissa * 2 ** exponent`. */
interface Finite {
  mantissa: bigint
  exponent: number
  /** The next lower float is only half as far away as the next higher one. */
  isBoundary: boolean
}

/** Digits of a decimal without its point, which stands behind the first `point` of them. */
interface Decimal {
  digits: string
  point: number
}

/** `10 ** power`, for a power that is not negative. */
const tenTo = (power: number) => 10n ** BigInt(power)

/**
 * The shortest digits between the two halves of the way to the neighbouring floats (Steele and White,
 * "How to Print Floating-Point Numbers Accurately", 1990; exact, as all numbers are whole).
 */
function shortest({ mantissa, exponent, isBoundary }: Finite): Decimal {
  const up = exponent > 0 ? BigInt(exponent) : 0n
  const down = exponent < 0 ? BigInt(-exponent) : 0n
  // All four share the factor 4, so that a quarter of a step is whole.
  let value = (mantissa << up) * 4n
  let scale = 4n << down
  let above = 2n << up
  let below = isBoundary ? 1n << up : above
  const isEven = mantissa % 2n === 0n
  const reaches = (sum: bigint) => (isEven ? sum >= scale : sum > scale)
  let point = Math.ceil((mantissa.toString(2).length - 1 + exponent) * Math.LOG10E * Math.LN2 - 1e-6)
  if (point > 0) scale *= tenTo(point)
  else [value, above, below] = [value * tenTo(-point), above * tenTo(-point), below * tenTo(-point)]
  if (reaches(value + above)) {
    point += 1
    scale *= 10n
  }
  let digits = ''
  for (;;) {
    ;[value, above, below] = [value * 10n, above * 10n, below * 10n]
    let digit = value / scale
    value %= scale
    const isLow = isEven ? value <= below : value < below
    const isHigh = reaches(value + above)
    if (isHigh && (!isLow || value * 2n >= scale)) digit += 1n
    digits += String(digit)
    if (isLow || isHigh) return { digits, point }
  }
}

/** From 1e16 on and below 1e-4, `{:?}` writes an exponent (`core::fmt::float`). */
function decimalText({ digits, point }: Decimal): string {
  if (point > 16 || point < -3) {
    const rest = digits.slice(1)
    return `${digits[0] ?? '0'}${rest === '' ? '' : `.${rest}`}e${point - 1}`
  }
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  const whole = digits.slice(0, point).padEnd(point, '0')
  return `${whole}.${digits.slice(point) || '0'}`
}

/** The text of a float of `size` bytes from its bits; undefined for a size that no float of Rust has. */
export function floatText(bits: bigint, size: number): string | undefined {
  const format = FORMATS[size]
  if (!format) return undefined
  const fraction = BigInt.asUintN(format.fraction, bits)
  const biased = Number(BigInt.asUintN(format.exponent, bits >> BigInt(format.fraction)))
  const sign = bits >> BigInt(size * 8 - 1) === 1n ? '-' : ''
  if (biased === 2 ** format.exponent - 1) return fraction === 0n ? `${sign}inf` : 'NaN'
  if (biased === 0 && fraction === 0n) return `${sign}0.0`
  const bias = 2 ** (format.exponent - 1) - 1 + format.fraction
  const isNormal = biased > 0
  const mantissa = isNormal ? fraction | (1n << BigInt(format.fraction)) : fraction
  const exponent = Math.max(biased, 1) - bias
  return sign + decimalText(shortest({ mantissa, exponent, isBoundary: fraction === 0n && biased > 1 }))
}
