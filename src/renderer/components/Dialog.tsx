import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useKeys } from './keys.ts'
import './blocks.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** A question, only before what cannot be undone. Esc closes it. */
export function Dialog({ title, onClose, actions, children }: DialogProps) {
  useKeys([], { modal: true })
  return (
    <ModalOverlay
      className="dialog-shade"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal>
        <AriaDialog className="dialog">
          <Heading slot="title" level={1}>
            {title}
          </Heading>
          <div>{children}</div>
          <div className="dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
