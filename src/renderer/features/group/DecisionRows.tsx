import { Check } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { movedRow, rowMoves } from '#renderer/components/table-rows.ts'
import { formatDate, formatNumber, localText } from '#renderer/i18n/format.ts'
import { type CaseToSign, mayTick, nextToSee, toggled } from './group-signing.ts'
import { useGroup } from './group-store.ts'

const page = 8

/** The decisions to sign. Arrows move, Enter opens, Space ticks what was opened and goes on to the next. */
export function DecisionRows({ cases }: { readonly cases: readonly CaseToSign[] }) {
  const { t } = useTranslation('group')
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const group = useGroup()
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      cases.findIndex(({ line }) => line.caseId === group.opened),
    ),
  )
  const [hint, setHint] = useState(false)
  const at = Math.min(active, cases.length - 1)

  useEffect(() => {
    list.current?.focus()
  }, [])
  useEffect(() => {
    void list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const openAt = (index: number): void => {
    const caseId = cases[index]?.line.caseId
    setActive(index)
    setHint(false)
    if (caseId !== undefined) group.open(caseId)
  }
  const tick = (index: number): void => {
    const caseId = cases[index]?.line.caseId
    if (caseId === undefined) return
    setActive(index)
    if (!group.ticked.includes(caseId) && !mayTick(group, caseId)) return setHint(true)
    setHint(false)
    group.toggle(caseId)
    if (group.ticked.includes(caseId)) return
    const next = nextToSee(toggled(group, caseId), cases, caseId)
    openAt(cases.findIndex(({ line }) => line.caseId === next))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const move = rowMoves[event.key]
    if (move !== undefined) setActive(movedRow(at, cases.length, move, page))
    else if (event.key === 'Enter') openAt(at)
    else if (event.key === ' ') event.repeat || tick(at)
    else return
    event.preventDefault()
  }

  return (
    <div className="group-list">
      <ul
        ref={list}
        className="group-rows"
        role="listbox"
        aria-multiselectable
        aria-label={t('list')}
        tabIndex={0}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        {cases.map(({ line, decision }, index) => {
          const isTicked = group.ticked.includes(line.caseId)
          return (
            <li
              key={line.caseId}
              id={`${id}-${index}`}
              role="option"
              aria-selected={isTicked}
              className="group-row"
              data-active={index === at ? '' : undefined}
              data-opened={line.caseId === group.opened ? '' : undefined}
              onClick={() => openAt(index)}
            >
              <span
                className="group-mark"
                data-ticked={isTicked ? '' : undefined}
                data-ready={mayTick(group, line.caseId) ? '' : undefined}
                title={t(isTicked ? 'untick' : 'tick')}
                onClick={(event) => {
                  event.stopPropagation()
                  tick(index)
                }}
              >
                {isTicked && <Check aria-hidden />}
              </span>
              <span className="group-text">
                <span className="row">
                  <strong className="grow" title={line.applicantName}>
                    {line.applicantName}
                  </strong>
                  {line.dueOn !== undefined && <span className="secondary">{formatDate(line.dueOn)}</span>}
                </span>
                <span className="group-service" title={localText(line.serviceName)}>
                  {localText(line.serviceName)}
                </span>
                <span className="secondary">
                  <span className="mono">{formatNumber(line.number ?? '')}</span>, {t(`outcome.${decision.outcome}`)}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
      <p className={hint ? 'group-hint group-hint-loud' : 'group-hint'} role={hint ? 'alert' : undefined}>
        {t(hint ? 'openFirst' : 'keys')}
      </p>
    </div>
  )
}
