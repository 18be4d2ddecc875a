import type { components } from '@/generated/api'

/** A shape of the platform's interface by its name there, such as `tender.TradeController.View`; made by `npm run api`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]
