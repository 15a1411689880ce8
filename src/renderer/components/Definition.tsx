import { Fragment, type ReactNode } from 'react'
import './blocks.css'

export interface DefinitionItem {
  readonly label: string
  readonly value: ReactNode
}

/** Labels and values, in two columns. */
export function Definition({ items }: { readonly items: readonly DefinitionItem[] }) {
  return (
    <dl className="definition">
      {items.map((item) => (
        <Fragment key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
