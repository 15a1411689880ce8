interface CarrierProgressProps {
  readonly done: number
  readonly total: number
  /** Says the same in words. */
  readonly text: string
}

export function CarrierProgress({ done, total, text }: CarrierProgressProps) {
  return (
    <div className="row">
      <progress value={done} max={total} aria-label={text} />
      <span className="secondary">{text}</span>
    </div>
  )
}
