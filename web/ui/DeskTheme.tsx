import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import 'dayjs/locale/zh-cn'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useView } from './Page.tsx'
import { useWornLarge } from './type-size.ts'

dayjs.locale('zh-cn')

/** antd in our paper and ink, for the desks of offices only: loaded with those pages, never with a resident's. */
export function DeskTheme({ children }: { children: ReactNode }) {
  useView('desk')
  const large = useWornLarge()
  const type = large ? 24 : 16
  const touch = large ? 60 : 44
  return (
    <ConfigProvider
      locale={zhCN}
      componentSize="large"
      theme={{
        token: {
          colorPrimary: '#1E1B17',
          colorInfo: '#2F4B7C',
          colorLink: '#2F4B7C',
          colorSuccess: '#17675C',
          colorWarning: '#8A5200',
          colorError: '#9A3412',
          colorText: '#1E1B17',
          colorTextSecondary: '#5C554B',
          colorTextTertiary: '#5C554B',
          colorTextPlaceholder: '#6E665A',
          colorBgLayout: '#FBF9F4',
          colorBorder: '#948A7B',
          colorBorderSecondary: '#E6E0D5',
          controlItemBgActive: '#F4F0E7',
          borderRadius: 8,
          fontSize: type,
          fontSizeLG: type,
          controlHeight: touch,
          controlHeightLG: touch,
          fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
          motionDurationMid: '0.16s',
          motionDurationSlow: '0.2s',
        },
      }}
    >
      <AntApp>{children}</AntApp>
    </ConfigProvider>
  )
}
