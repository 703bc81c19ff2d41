import {
  Button,
  Checkbox,
  createTheme,
  Input,
  Menu,
  Modal,
  Popover,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
  defaultVariantColorsResolver,
} from '@mantine/core'

/** The one blue in ten steps: 7 fills buttons on light, 6 on dark. */
const fourline: MantineColorsTuple = [
  '#EEF0FD',
  '#DCE1FB',
  '#C3CBF7',
  '#A5B2FF',
  '#8C9DFF',
  '#6B80F5',
  '#4D62E6',
  '#2B43CC',
  '#2136AD',
  '#1B2C8C',
]

/** Ghost buttons are ink, not blue: blue says "this is the way on" once a screen. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  if (input.variant === 'subtle' && (input.color === undefined || input.color === 'fourline')) {
    return {
      ...colors,
      background: 'transparent',
      hover: 'var(--fl-active)',
      color: 'var(--fl-text-2)',
    }
  }
  return colors
}

type ControlSize = { height: number; fontSize: number; paddingX: number }
/** Heights of the look: 28 small, 32 desk, 44 portal. */
const controlSizes: Record<string, ControlSize> = {
  xs: { height: 28, fontSize: 13, paddingX: 8 },
  sm: { height: 32, fontSize: 13, paddingX: 12 },
  lg: { height: 44, fontSize: 15, paddingX: 20 },
}

function controlSize(size: unknown): ControlSize {
  const known = typeof size === 'string' ? controlSizes[size] : undefined
  return known ?? { height: 32, fontSize: 13, paddingX: 12 }
}

const sharedComponents = {
  Button: Button.extend({
    defaultProps: { size: 'sm', variant: 'default' },
    vars: (_theme, props) => {
      const size = controlSize(props.size)
      return {
        root: {
          '--button-height': `${size.height}px`,
          '--button-fz': `${size.fontSize}px`,
          '--button-padding-x': `${size.paddingX}px`,
          '--button-radius': size.height === 44 ? 'var(--fl-r-card)' : 'var(--fl-r-control)',
        },
      }
    },
    styles: { root: { fontWeight: 500 }, section: { marginInlineEnd: 6 } },
  }),
  Input: Input.extend({
    defaultProps: { size: 'sm' },
    vars: (_theme, props) => {
      const large = props.size === 'lg'
      return {
        wrapper: {
          '--input-height': large ? '48px' : '32px',
          '--input-fz': large ? '16px' : '14px',
          '--input-radius': large ? 'var(--fl-r-card)' : 'var(--fl-r-control)',
        },
      }
    },
  }),
  Checkbox: Checkbox.extend({
    defaultProps: { size: 'sm', radius: 4 },
    vars: () => ({ root: { '--checkbox-size': '16px' } }),
    styles: { body: { alignItems: 'center' }, label: { fontSize: 'inherit', lineHeight: 'inherit' } },
  }),
  Menu: Menu.extend({
    defaultProps: {
      withInitialFocusPlaceholder: false,
      radius: 8,
      shadow: 'float',
      transitionProps: { duration: 90 },
    },
  }),
  Popover: Popover.extend({
    defaultProps: { radius: 12, shadow: 'float', transitionProps: { duration: 90 } },
  }),
  Modal: Modal.extend({
    defaultProps: { radius: 12, shadow: 'float', transitionProps: { duration: 90 } },
  }),
  Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 90 } } }),
}

/** Mantine in the look's ink and paper; every value that has a token points at the token. */
export const theme = createTheme({
  colors: { fourline },
  primaryColor: 'fourline',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  fontFamily: 'var(--fl-font)',
  fontFamilyMonospace: 'var(--fl-mono)',
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '26px' },
  shadows: { float: 'var(--fl-shadow-float)' },
  headings: { fontFamily: 'var(--fl-font)', fontWeight: '600' },
  variantColorResolver,
  components: sharedComponents,
})

/** What the portal changes: controls of 44 and 48 pixels, so that no screen has to say so. */
export const portalTheme = createTheme({
  components: {
    Button: { defaultProps: { size: 'lg', variant: 'default' } },
    Input: { defaultProps: { size: 'lg' } },
    TextInput: { defaultProps: { size: 'lg' } },
    PasswordInput: { defaultProps: { size: 'lg' } },
    Textarea: { defaultProps: { size: 'lg' } },
    Select: { defaultProps: { size: 'lg' } },
    NativeSelect: { defaultProps: { size: 'lg' } },
  },
})

const tokenVariables = {
  '--mantine-color-body': 'var(--fl-canvas)',
  '--mantine-color-text': 'var(--fl-text)',
  '--mantine-color-bright': 'var(--fl-text)',
  '--mantine-color-dimmed': 'var(--fl-text-2)',
  '--mantine-color-placeholder': 'var(--fl-text-3)',
  '--mantine-color-anchor': 'var(--fl-primary)',
  '--mantine-color-error': 'var(--fl-bad)',
  '--mantine-color-success': 'var(--fl-good)',
  '--mantine-color-default': 'var(--fl-surface)',
  '--mantine-color-default-hover': 'var(--fl-hover)',
  '--mantine-color-default-color': 'var(--fl-text)',
  '--mantine-color-default-border': 'var(--fl-line-strong)',
  '--mantine-color-disabled': 'var(--fl-active)',
  '--mantine-color-disabled-color': 'var(--fl-text-3)',
  '--mantine-color-disabled-border': 'var(--fl-line-strong)',
  '--mantine-primary-color-filled': 'var(--fl-primary-fill)',
  '--mantine-primary-color-filled-hover': 'var(--fl-primary-fill-hover)',
  '--mantine-primary-color-light': 'var(--fl-primary-soft)',
  '--mantine-primary-color-light-hover': 'var(--fl-primary-line)',
  '--mantine-primary-color-light-color': 'var(--fl-primary)',
  '--mantine-color-fourline-filled': 'var(--fl-primary-fill)',
  '--mantine-color-fourline-filled-hover': 'var(--fl-primary-fill-hover)',
  '--mantine-color-fourline-light': 'var(--fl-primary-soft)',
  '--mantine-color-fourline-light-hover': 'var(--fl-primary-line)',
  '--mantine-color-fourline-light-color': 'var(--fl-primary)',
}

/** Mantine's colour variables, mapped to tokens in both schemes; the tokens change with the scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: tokenVariables,
  dark: tokenVariables,
})
