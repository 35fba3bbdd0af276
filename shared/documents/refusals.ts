import { refusals } from '../refusals.ts'

export const textRefusals = refusals({
  textSealed: [409, '这份文字已经定稿，不能再改；要补充请提修改建议。'],
  textNotSealed: [409, '这份文字还没有定稿，不用重新打开。'],
  textGenerationMoved: [409, '这份文字已经重新打开，请刷新后在新的一稿里写。'],
  textNothingNew: [409, '没有找到还没收下的话，请刷新看看。'],
  textVersionUnknown: [404, '没有这一稿，请刷新后再选。'],
  textUnreadable: [400, '送来的内容认不出来，请刷新页面后再试。'],
})
