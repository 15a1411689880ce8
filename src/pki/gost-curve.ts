import { weierstrass, type WeierstrassOpts, type WeierstrassPoint, type WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js'

/** A curve of GOST R 34.10-2012 in its short Weierstrass form. */
export interface GostCurve {
  /** Length of a key and of each half of a signature; the hash is as long. */
  readonly bits: 512 | 256
  /** Order of the group that the base point makes. */
  readonly order: bigint
  readonly points: WeierstrassPointCons<bigint>
}

export type GostPoint = WeierstrassPoint<bigint>

export const gostCurve = (bits: GostCurve['bits'], parameters: WeierstrassOpts<bigint>): GostCurve => ({
  bits,
  order: parameters.n,
  points: weierstrass(parameters),
})

const hexadecimal = (digits: string): bigint => BigInt(`0x${digits}`)

/** id-tc26-gost-3410-12-512-paramSetA (RFC 7836, A.1): that of all certificates the national authority issues now. */
export const curve512A = gostCurve(512, {
  p: 2n ** 512n - 569n,
  n: hexadecimal(
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275',
  ),
  h: 1n,
  a: 2n ** 512n - 572n,
  b: hexadecimal(
    'e8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760',
  ),
  Gx: 3n,
  Gy: hexadecimal(
    '7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4',
  ),
})

/** id-tc26-gost-3410-2012-256-paramSetA (RFC 7836, A.2). */
export const curve256A = gostCurve(256, {
  p: 2n ** 256n - 617n,
  n: hexadecimal('400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67'),
  h: 4n,
  a: hexadecimal('c2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335'),
  b: hexadecimal('295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513'),
  Gx: hexadecimal('91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28'),
  Gy: hexadecimal('32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5c'),
})
