import { useTranslation } from 'react-i18next'
import type { SessionView } from '#core/contract/views.ts'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { CaseScreen } from '#renderer/features/case/CaseScreen.tsx'
import { CheckScreen } from '#renderer/features/check/CheckScreen.tsx'
import { GroupSigningScreen } from '#renderer/features/group/GroupSigningScreen.tsx'
import { HandOutScreen } from '#renderer/features/handout/HandOutScreen.tsx'
import { IntakeScreen } from '#renderer/features/intake/IntakeScreen.tsx'
import { OutboxScreen } from '#renderer/features/outbox/OutboxScreen.tsx'
import { ProviderCaseScreen } from '#renderer/features/provider/ProviderCaseScreen.tsx'
import { ProviderInbox } from '#renderer/features/provider/ProviderInbox.tsx'
import { SearchScreen } from '#renderer/features/search/SearchScreen.tsx'
import { ServicesScreen } from '#renderer/features/services/ServicesScreen.tsx'
import { VerificationScreen } from '#renderer/features/verification/VerificationScreen.tsx'
import type { Screen } from './navigation.ts'
import { mayShow } from './places.ts'

interface CurrentScreenProps {
  readonly screen: Screen
  readonly session: SessionView
}

export function CurrentScreen({ screen, session }: CurrentScreenProps) {
  const { t } = useTranslation('common')
  if (!mayShow(screen, session.rights)) return <EmptyState title={t('noRight.title')} text={t('noRight.text')} />
  switch (screen.name) {
    case 'services': {
      const { name: _name, ...visit } = screen
      return <ServicesScreen key={JSON.stringify(visit)} visit={visit} />
    }
    case 'intake':
      return <IntakeScreen caseId={screen.caseId} />
    case 'search':
      return <SearchScreen />
    case 'case':
      return <CaseScreen caseId={screen.caseId} />
    case 'outbox':
      return <OutboxScreen />
    case 'handOut':
      return <HandOutScreen {...(screen.caseId === undefined ? {} : { caseId: screen.caseId })} />
    case 'provider':
      return <ProviderInbox />
    case 'check':
      return <CheckScreen />
    case 'groupSigning':
      return <GroupSigningScreen />
    case 'providerCase':
      return <ProviderCaseScreen caseId={screen.caseId} />
    case 'verification':
      return <VerificationScreen key={JSON.stringify(screen)} {...(screen.of === undefined ? {} : { of: screen.of })} />
  }
}
