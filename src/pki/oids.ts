/** Object identifiers by what they name; the Kazakh arc is 1.2.398 (root.gov.kz/oid). */
export const oids = {
  name: {
    commonName: '2.5.4.3',
    surname: '2.5.4.4',
    serialNumber: '2.5.4.5',
    country: '2.5.4.6',
    organisation: '2.5.4.10',
    organisationalUnit: '2.5.4.11',
    /** НУЦ РК puts the patronymic here. */
    givenName: '2.5.4.42',
    email: '1.2.840.113549.1.9.1',
  },
  extension: {
    subjectKeyIdentifier: '2.5.29.14',
    keyUsage: '2.5.29.15',
    subjectAltName: '2.5.29.17',
    basicConstraints: '2.5.29.19',
    crlNumber: '2.5.29.20',
    reasonCode: '2.5.29.21',
    invalidityDate: '2.5.29.24',
    crlDistributionPoints: '2.5.29.31',
    certificatePolicies: '2.5.29.32',
    authorityKeyIdentifier: '2.5.29.35',
    extendedKeyUsage: '2.5.29.37',
    authorityInformationAccess: '1.3.6.1.5.5.7.1.1',
    ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
    ocspNonce: '1.3.6.1.5.5.7.48.1.2',
  },
  purpose: {
    clientAuth: '1.3.6.1.5.5.7.3.2',
    emailProtection: '1.3.6.1.5.5.7.3.4',
    timeStamping: '1.3.6.1.5.5.7.3.8',
    ocspSigning: '1.3.6.1.5.5.7.3.9',
    person: '1.2.398.3.3.4.1.1',
    personInSystem: '1.2.398.3.3.4.1.1.1',
    legalEntity: '1.2.398.3.3.4.1.2',
    head: '1.2.398.3.3.4.1.2.1',
    signatory: '1.2.398.3.3.4.1.2.2',
    employee: '1.2.398.3.3.4.1.2.5',
    informationSystem: '1.2.398.3.3.4.1.2.6',
  },
  access: { ocsp: '1.3.6.1.5.5.7.48.1' },
  policy: {
    certificates: '1.2.398.3.3.2',
    /** TSA policy for RSA keys. */
    timeStampRsa: '1.2.398.3.3.2.6.2',
    /** For GOST R 34.10-2015. */
    timeStampGost: '1.2.398.3.3.2.6.4',
  },
  content: {
    data: '1.2.840.113549.1.7.1',
    signedData: '1.2.840.113549.1.7.2',
    encryptedData: '1.2.840.113549.1.7.6',
    tstInfo: '1.2.840.113549.1.9.16.1.4',
  },
  attribute: {
    contentType: '1.2.840.113549.1.9.3',
    messageDigest: '1.2.840.113549.1.9.4',
    signingTime: '1.2.840.113549.1.9.5',
    /** RFC 2634, 5.4: by SHA-1. */
    signingCertificate: '1.2.840.113549.1.9.16.2.12',
    signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
    signatureTimeStampToken: '1.2.840.113549.1.9.16.2.14',
    certificateValues: '1.2.840.113549.1.9.16.2.23',
    revocationValues: '1.2.840.113549.1.9.16.2.24',
  },
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  /** id-ri-ocsp-response: an OCSPResponse among the revocation lists of a SignedData (RFC 5940). */
  ocspRevocationInfo: '1.3.6.1.5.5.7.16.2',
} as const
