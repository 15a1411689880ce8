import { useTranslation } from 'react-i18next'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { formatIin, formatTenge, localText } from '#renderer/i18n/format.ts'
import { Assumed } from './Assumed.tsx'

const channels = ['centre', 'provider', 'portal'] as const satisfies readonly Channel[]

/** Term, fee, who may ask, where and how, and how it is handed out. */
export function PassportFacts({ definition }: { readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('services')
  const { term, fee, provider, applicants, representation, waiting, handOut, login, registers, subject } = definition
  const representative = !representation.allowed
    ? 'passport.representationNone'
    : representation.notarisedOnly
      ? 'passport.representationNotarised'
      : 'passport.representationAllowed'
  const there = channels.filter((channel) => definition.channels[channel] !== undefined)
  const lines = (of: (channel: Channel) => readonly string[] | undefined) => (
    <ul>
      {there.map((channel) => {
        const ways = of(channel)
        return ways === undefined || ways.length === 0 ? null : (
          <li key={channel}>
            <span className="secondary">{t(`channel.${channel}`)}:</span> {ways.join(', ')}
          </li>
        )
      })}
    </ul>
  )
  return (
    <Definition
      items={[
        {
          label: t('passport.term'),
          value: (
            <>
              <strong>{localText(term.text)}</strong> {term.assumed === true && <Assumed />}
              {term.extension !== undefined && (
                <p className="secondary">
                  {localText(term.extension.text)} {term.extension.assumed && <Assumed />}
                </p>
              )}
            </>
          ),
        },
        {
          label: t('passport.fee'),
          value:
            fee === undefined ? (
              t('passport.free')
            ) : (
              <>
                {formatTenge(fee.tenge)}, {localText(fee.purpose)} ({fee.channels.map((channel) => t(`channel.${channel}`)).join(', ')}){' '}
                {fee.assumed === true && <Assumed />}
              </>
            ),
        },
        {
          label: t('passport.provider'),
          value: (
            <>
              {localText(provider.name)}
              <p className="secondary">
                {t('passport.bin', { bin: formatIin(provider.bin) })}, {localText(provider.address)}
                {provider.phone === undefined ? '' : `, ${provider.phone}`}
              </p>
            </>
          ),
        },
        { label: t('passport.region'), value: localText(definition.region) },
        { label: t('passport.channels'), value: there.map((channel) => t(`channel.${channel}`)).join(', ') },
        { label: t('passport.applicants'), value: applicants.map((kind) => t(`passport.${kind}`)).join(', ') },
        ...(subject === undefined ? [] : [{ label: t('passport.subject'), value: t(`passport.${subject.kind}`) }]),
        { label: t('passport.representation'), value: t(representative) },
        {
          label: t('passport.registers'),
          value:
            registers.length === 0 ? t('passport.noRegisters') : registers.map((register) => t(`passport.register.${register}`)).join(', '),
        },
        {
          label: t('passport.login'),
          value: lines((channel) => login[channel]?.map((form) => t(`passport.loginForm.${form}`))),
        },
        { label: t('passport.handOut'), value: lines((channel) => handOut[channel]?.map((way) => t(`passport.${way}`))) },
        {
          label: t('passport.waiting'),
          value: t('passport.waitingText', { queue: waiting.queueMinutes, serving: waiting.servingMinutes }),
        },
        ...(definition.courier ? [{ label: t('passport.courier'), value: t('passport.courierText') }] : []),
        { label: t('passport.kind'), value: `${localText(definition.kind)}, ${localText(definition.automation)}` },
        ...(definition.survey === 'none' ? [] : [{ label: t('passport.survey'), value: definition.survey }]),
      ]}
    />
  )
}
