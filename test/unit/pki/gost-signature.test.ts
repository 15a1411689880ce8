import { describe, expect, test } from 'vitest'
import { curve256A, curve512A, gostCurve } from '#pki/gost-curve.ts'
import { areNumbersValid, randomScalar, signNumbers, toLittleEndian } from '#pki/gost-signature.ts'

const hexadecimal = (digits: string): bigint => BigInt(`0x${digits}`)

/** RFC 7091, 7.1 (appendix A.1 of the standard), and its appendix A.2, which has the 512 bits. */
const examples = [
  {
    curve: gostCurve(256, {
      p: 57896044618658097711785492504343953926634992332820282019728792003956564821041n,
      a: 7n,
      b: 43308876546767276905765904595650931995942111794451039583252968842033849580414n,
      n: 57896044618658097711785492504343953927082934583725450622380973592137631069619n,
      h: 1n,
      Gx: 2n,
      Gy: 4018974056539037503335449422937059775635739389905545080690979365213431566280n,
    }),
    d: 55441196065363246126355624130324183196576709222340016572108097750006097525544n,
    e: 20798893674476452017134061561508270130637142515379653289952617252661468872421n,
    k: 53854137677348463731403841147996619241504003434302020712960838528893196233395n,
    q: {
      x: 57520216126176808443631405023338071176630104906313632182896741342206604859403n,
      y: 17614944419213781543809391949654080031942662045363639260709847859438286763994n,
    },
    r: 29700980915817952874371204983938256990422752107994319651632687982059210933395n,
    s: 574973400270084654178925310019147038455227042649098563933718999175515839552n,
  },
  {
    curve: gostCurve(512, {
      p: hexadecimal(
        '4531acd1fe0023c7550d267b6b2fee80922b14b2ffb90f04d4eb7c09b5d2d15df1d852741af4704a0458047e80e4546d35b8336fac224dd81664bbf528be6373',
      ),
      a: 7n,
      b: hexadecimal(
        '1cff0806a31116da29d8cfa54e57eb748bc5f377e49400fdd788b649eca1ac4361834013b2ad7322480a89ca58e0cf74bc9e540c2add6897fad0a3084f302adc',
      ),
      n: hexadecimal(
        '4531acd1fe0023c7550d267b6b2fee80922b14b2ffb90f04d4eb7c09b5d2d15da82f2d7ecb1dbac719905c5eecc423f1d86e25edbe23c595d644aaf187e6e6df',
      ),
      h: 1n,
      Gx: hexadecimal(
        '24d19cc64572ee30f396bf6ebbfd7a6c5213b3b3d7057cc825f91093a68cd762fd60611262cd838dc6b60aa7eee804e28bc849977fac33b4b530f1b120248a9a',
      ),
      Gy: hexadecimal(
        '2bb312a43bd2ce6e0d020613c857acddcfbf061e91e5f2c3f32447c259f39b2c83ab156d77f1496bf7eb3351e1ee4e43dc1a18b91b24640b6dbb92cb1add371e',
      ),
    }),
    d: hexadecimal(
      'ba6048aadae241ba40936d47756d7c93091a0e8514669700ee7508e508b102072e8123b2200a0563322dad2827e2714a2636b7bfd18aadfc62967821fa18dd4',
    ),
    e: hexadecimal(
      '3754f3cfacc9e0615c4f4a7c4d8dab531b09b6f9c170c533a71d147035b0c5917184ee536593f4414339976c647c5d5a407adedb1d560c4fc6777d2972075b8c',
    ),
    k: hexadecimal(
      '359e7f4b1410feacc570456c6801496946312120b39d019d455986e364f365886748ed7a44b3e794434006011842286212273a6d14cf70ea3af71bb1ae679f1',
    ),
    q: {
      x: hexadecimal(
        '115dc5bc96760c7b48598d8ab9e740d4c4a85a65be33c1815b5c320c854621dd5a515856d13314af69bc5b924c8b4ddff75c45415c1d9dd9dd33612cd530efe1',
      ),
      y: hexadecimal(
        '37c7c90cd40b0f5621dc3ac1b751cfa0e2634fa0503b3d52639f5d7fb72afd61ea199441d943ffe7f0c70a2759a3cdb84c114e1f9339fdf27f35eca93677beec',
      ),
    },
    r: hexadecimal(
      '2f86fa60a081091a23dd795e1e3c689ee512a3c82ee0dcc2643c78eea8fcacd35492558486b20f1c9ec197c90699850260c93bcbcd9c5c3317e19344e173ae36',
    ),
    s: hexadecimal(
      '1081b394696ffe8e6585e7a9362d26b6325f56778aadbc081c0bfbe933d52ff5823ce288e8c4f362526080df7f70ce406a6eeb1f56919cb92a9853bde73e5b4a',
    ),
  },
]

describe.each(examples)('the example of the standard with $curve.bits bits', ({ curve, d, e, k, q, r, s }) => {
  const hash = toLittleEndian(e, curve.bits / 8)
  const point = curve.points.fromAffine(q)

  test('key, signature and its verification are the printed ones', () => {
    expect(curve.points.BASE.multiply(d).toAffine()).toEqual(q)
    expect(signNumbers(curve, d, hash, k)).toEqual({ r, s })
    expect(areNumbersValid(curve, point, hash, { r, s })).toBe(true)
  })

  test('nothing near it is valid: other numbers, another hash, another key', () => {
    const wrong = [
      { r: r + 1n, s },
      { r, s: s + 1n },
      { r: s, s: r },
      { r: 0n, s },
      { r, s: 0n },
      { r: r + curve.order, s },
      { r, s: s + curve.order },
      { r: -r, s },
      { r, s: curve.order - s },
    ]
    expect(wrong.map((numbers) => areNumbersValid(curve, point, hash, numbers))).toEqual(wrong.map(() => false))
    expect(areNumbersValid(curve, point, toLittleEndian(e + 1n, curve.bits / 8), { r, s })).toBe(false)
    expect(areNumbersValid(curve, point.double(), hash, { r, s })).toBe(false)
  })
})

describe.each([curve512A, curve256A])('parameter set A of $bits bits', (curve) => {
  test('signs every time with another number, and a hash of nought counts as one', () => {
    const d = randomScalar(curve)
    const q = curve.points.BASE.multiply(d)
    const nought = new Uint8Array(curve.bits / 8)
    const [one, other] = [signNumbers(curve, d, nought), signNumbers(curve, d, nought)]
    expect(one.r).not.toBe(other.r)
    expect([one, other].map((numbers) => areNumbersValid(curve, q, nought, numbers))).toEqual([true, true])
    expect(areNumbersValid(curve, q, Uint8Array.of(1, ...nought.subarray(1)), one)).toBe(true)
  })

  test('the base point has the order', () => {
    curve.points.BASE.assertValidity()
    expect(curve.points.BASE.multiplyUnsafe(curve.order - 1n).equals(curve.points.BASE.negate())).toBe(true)
  })
})
