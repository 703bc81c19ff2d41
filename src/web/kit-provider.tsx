import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { queryClient } from './api/query-client.ts'
import { Announcer } from './layouts/announcer.tsx'
import { OfflineNote } from './layouts/offline-note.tsx'
import { cssVariablesResolver, theme } from './theme/theme.ts'
import { i18n } from './words/i18n.ts'

const colorSchemeManager = localStorageColorSchemeManager({ key: 'fourline-color-scheme' })

/** What every screen stands on: theme, words, cache, toasts, live regions. */
export function KitProvider({ children }: { children: ReactNode }) {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme="auto"
        >
          {children}
          <Notifications position="bottom-left" />
          <OfflineNote />
          <Announcer />
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>
  )
}
