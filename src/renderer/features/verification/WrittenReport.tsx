import type { Verdict } from '#core/domain/verification.ts'
import type { WrittenVerification } from '#core/domain/written-verification.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { Notice, type Tone } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import './verification.css'

const tones: Readonly<Record<Verdict, Tone>> = { accepted: 'good', uncertain: 'warning', notAccepted: 'bad' }

const Remarks = ({ notes }: { readonly notes: readonly string[] }) =>
  notes.length > 0 && (
    <ul>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )

/** A verification in words: the file, then every signer. */
export function WrittenReport({ written }: { readonly written: WrittenVerification }) {
  return (
    <div className="verification">
      <Notice tone={tones[written.verdict]}>
        {written.headline}
        <Remarks notes={written.notes} />
      </Notice>
      <Definition items={written.facts} />
      {written.signers.map((signer, index) => (
        // Two signatures of one person differ in nothing else that could name them.
        <Panel key={`${index} ${signer.headline}`} title={signer.headline}>
          <div className="verification">
            {signer.notes.length > 0 && (
              <Notice tone={tones[signer.verdict]}>
                <Remarks notes={signer.notes} />
              </Notice>
            )}
            <Definition items={signer.facts} />
          </div>
        </Panel>
      ))}
    </div>
  )
}
