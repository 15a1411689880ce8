import { stringify } from 'yaml'
import { openApi } from '#gateway/openapi.ts'

/** The text of resources/gateway/openapi.yaml. */
export const openApiText = (): string => stringify(openApi(), { lineWidth: 140, aliasDuplicateObjects: false })
