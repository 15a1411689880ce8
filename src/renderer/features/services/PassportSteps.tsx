import { useTranslation } from 'react-i18next'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import { clauseText } from '#renderer/i18n/clause-text.ts'
import { localText, pageLanguage } from '#renderer/i18n/format.ts'

const order = ['centre', 'provider', 'portal'] as const satisfies readonly Channel[]

/** The regulation's steps, channel by channel, with their norms of time; each opens by itself, as they are long. */
export function PassportSteps({ channels }: Pick<ServiceDefinition, 'channels'>) {
  const { t } = useTranslation('services')
  return (
    <section>
      <h2>{t('passport.steps')}</h2>
      {order.map((channel) => {
        const steps = channels[channel]
        if (steps === undefined) return null
        return (
          <details key={channel} className="passport-channel">
            <summary>
              {t(`channel.${channel}`)} <span className="secondary">{t('passport.stepCount', { count: steps.length })}</span>
            </summary>
            <table className="passport-norms">
              <thead>
                <tr>
                  <th>{t('passport.clause')}</th>
                  <th>{t('passport.actor')}</th>
                  <th>{t('passport.step')}</th>
                  <th>{t('passport.norm')}</th>
                </tr>
              </thead>
              <tbody>
                {steps.map((step, index) => (
                  <tr key={index}>
                    <td>
                      {step.step}
                      <div className="secondary">{clauseText(step.clause, pageLanguage())}</div>
                    </td>
                    <td>{localText(step.actor)}</td>
                    <td>{localText(step.text)}</td>
                    <td>{step.norm === undefined ? '' : localText(step.norm)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )
      })}
    </section>
  )
}
