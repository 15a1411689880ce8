import { CarrierExport } from './CarrierExport.tsx'
import { CarrierProof } from './CarrierProof.tsx'

/** For when the line stays away: the queue out by hand, and the gateway's word back. */
export function CarrierPanel() {
  return (
    <div className="stack carrier">
      <CarrierExport />
      <CarrierProof />
    </div>
  )
}
