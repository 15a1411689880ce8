import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'

interface ScreenBoundaryProps {
  /** Another screen is shown anew. */
  readonly screenKey: string
  readonly children: ReactNode
}

interface ScreenBoundaryState {
  readonly screenKey: string
  readonly failed: boolean
}

/** A bug in one screen leaves the others standing. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { screenKey: this.props.screenKey, failed: false }

  static getDerivedStateFromError(): Partial<ScreenBoundaryState> {
    return { failed: true }
  }

  static getDerivedStateFromProps(props: ScreenBoundaryProps, state: ScreenBoundaryState): ScreenBoundaryState | null {
    return props.screenKey === state.screenKey ? null : { screenKey: props.screenKey, failed: false }
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed onAgain={() => this.setState({ failed: false })} /> : this.props.children
  }
}

function Failed({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation('common')
  return (
    <EmptyState title={t('crash.title')} text={t('crash.text')}>
      <Button variant="primary" onPress={onAgain}>
        {t('crash.again')}
      </Button>
    </EmptyState>
  )
}
